package dev.sextant.scale;

/// How many pods there are to be: the rule of Knative's autoscaler (KPA) for the metric `concurrency`, with Knative's
/// defaults where the manifests say nothing.
///
/// Needed are `ceil(concurrency / target)` pods, by the mean of a *stable* window. A *panic* window, a tenth as long,
/// notices a burst: where it needs twice as many pods as are ready, the autoscaler panics. Then the larger of the two
/// counts, and none is taken away until a stable window has passed without such a burst.
///
/// @see <a href="https://knative.dev/docs/serving/autoscaling/kpa-specific/">Knative: windows and the panic mode</a>
/// @see <a href="https://knative.dev/docs/serving/autoscaling/autoscaling-concepts/">Knative: rates and bounds</a>
final class Autoscaler {
    /// Seconds between two decisions.
    static final int TICK = 2;

    static final int STABLE_WINDOW = 60;
    static final int PANIC_WINDOW = 6;
    private static final double PANIC_THRESHOLD = 2;
    private static final double MAX_SCALE_UP_RATE = 1000;
    private static final double MAX_SCALE_DOWN_RATE = 2;

    private final Revision revision;
    private final LastPod lastPod;
    private boolean isPanicking;
    private double panicSecond;
    private int mostOfPanic;

    Autoscaler(Revision revision) {
        this.revision = revision;
        lastPod = new LastPod(revision.retentionSeconds());
    }

    /// Decides once.
    ///
    /// @param second now, from any beginning; not before that of the last call
    /// @param stable mean of the requests in flight over the stable window, those that wait for a pod included
    /// @param panic the same over the panic window
    /// @param ready pods that take requests
    /// @return pods that are to be there, within the revision's bounds
    int desired(double second, double stable, double panic, int ready) {
        int base = Math.max(1, ready);
        panicOrCalmDown(second, needed(panic) / base >= PANIC_THRESHOLD);
        int pods = withinRates(needed(stable), base);
        if (isPanicking) {
            mostOfPanic = Math.max(mostOfPanic, Math.max(pods, withinRates(needed(panic), base)));
            pods = mostOfPanic;
        }
        return lastPod.keep(second, Math.clamp(pods, revision.minScale(), revision.maxScale()), ready);
    }

    boolean isPanicking() {
        return isPanicking;
    }

    private double needed(double concurrency) {
        return Math.ceil(concurrency / revision.target());
    }

    /// From `ready` pods on, so far and no farther in one decision.
    private static int withinRates(double needed, int ready) {
        double most = Math.ceil(MAX_SCALE_UP_RATE * ready);
        return (int) Math.clamp(needed, Math.floor(ready / MAX_SCALE_DOWN_RATE), most);
    }

    private void panicOrCalmDown(double second, boolean isBurst) {
        if (isBurst) {
            isPanicking = true;
            panicSecond = second;
        } else if (isPanicking && second - panicSecond > STABLE_WINDOW) {
            isPanicking = false;
            mostOfPanic = 0;
        }
    }
}
