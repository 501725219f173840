package dev.sextant.scale;

/// When a service may be without a pod: some time after nothing asked for one any more.
///
/// Knative waits as long as the revision says, and no longer than its own grace period for its front door to take over
/// the address; here the later of the two counts.
///
/// @see <a href="https://knative.dev/docs/serving/autoscaling/scale-to-zero/">Knative: scale to zero</a>
final class LastPod {
    static final double GRACE_SECONDS = 30;
    private static final double BUSY = Double.POSITIVE_INFINITY;

    private final double seconds;
    private double idleSince = BUSY;

    LastPod(double retentionSeconds) {
        seconds = Math.max(retentionSeconds, GRACE_SECONDS);
    }

    /// Seconds from the last request until there is no pod: the mean over the stable window has to become 0 first.
    static double secondsToZero(double retentionSeconds) {
        return Autoscaler.STABLE_WINDOW + new LastPod(retentionSeconds).seconds;
    }

    /// @param pods that are asked for
    /// @param ready pods that take requests
    /// @return pods that are to be there
    int keep(double second, int pods, int ready) {
        if (pods > 0) {
            idleSince = BUSY;
            return pods;
        }
        idleSince = Math.min(idleSince, second);
        return second - idleSince >= seconds ? 0 : Math.min(1, ready);
    }
}
