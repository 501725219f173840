package dev.sextant.scale;

import java.time.Duration;

/// How many pods there are to be: the rule of Knative's autoscaler (KPA) for the metric `concurrency`.
///
/// The stable window says how many pods are needed; the panic window, a tenth as long, notices a burst. Where it asks for
/// twice as many as are ready or more, the larger number counts and none is taken away until a stable window has passed
/// without such a burst. What is needed is `ceil(concurrency / target)`, where the target is what a pod takes in at once,
/// times the utilisation.
///
/// @see <a href="https://knative.dev/docs/serving/autoscaling/kpa-specific/">Knative, KPA</a>
final class Autoscaler {
    private static final double PANIC_THRESHOLD = 2.0;
    private static final double MAX_SCALE_UP_RATE = 1000;
    private static final double MAX_SCALE_DOWN_RATE = 2;

    private final Settings settings;
    private boolean isPanicking;
    private long panicSince;
    private int panicPods;
    private boolean isIdle;
    private long idleSince;

    Autoscaler(Settings settings) {
        this.settings = settings;
    }

    /// What a revision's annotations say.
    ///
    /// @param concurrency requests that a pod takes in at once
    /// @param utilization part of it that is aimed for, 0 to 1
    /// @param window the stable window
    /// @param retention how long the last pod stays after the last request, beyond the window
    record Settings(int concurrency, double utilization, int maxScale, Duration window, Duration retention) {

        Duration panicWindow() {
            return window.dividedBy(10);
        }
    }

    /// @param now nanoseconds, of any clock that goes on
    /// @param stable mean of the requests in flight over the stable window, those that wait for a pod included
    /// @param panic the same over the panic window
    /// @param ready pods that answer
    int desired(long now, double stable, double panic, int ready) {
        int base = Math.max(1, ready);
        int up = (int) Math.ceil(MAX_SCALE_UP_RATE * base);
        int down = (int) Math.floor(base / MAX_SCALE_DOWN_RATE);
        int stablePods = Math.clamp(needed(stable), ready == 0 ? 0 : down, up);
        int burstPods = Math.min(needed(panic), up);
        watchForBursts(now, burstPods, base);
        int pods = isPanicking ? panicPods : stablePods;
        return Math.min(settings.maxScale(), pods > 0 ? busy(pods) : idle(now, ready));
    }

    boolean isPanicking() {
        return isPanicking;
    }

    private int needed(double concurrency) {
        return (int) Math.ceil(concurrency / (settings.concurrency() * settings.utilization()));
    }

    private void watchForBursts(long now, int burstPods, int ready) {
        boolean isBurst = burstPods / (double) ready >= PANIC_THRESHOLD;
        if (isBurst) {
            isPanicking = true;
            panicSince = now;
        } else if (isPanicking && now - panicSince > settings.window().toNanos()) {
            isPanicking = false;
            panicPods = 0;
        }
        if (isPanicking) {
            panicPods = Math.max(Math.max(panicPods, burstPods), ready);
        }
    }

    private int busy(int pods) {
        isIdle = false;
        return pods;
    }

    /// The last pod stays for a while.
    private int idle(long now, int ready) {
        if (!isIdle) {
            isIdle = true;
            idleSince = now;
        }
        boolean isOver = now - idleSince >= settings.retention().toNanos();
        return isOver ? 0 : Math.min(1, ready);
    }
}
