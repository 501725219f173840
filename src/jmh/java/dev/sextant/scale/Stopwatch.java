package dev.sextant.scale;

import java.util.concurrent.locks.LockSupport;

/// Seconds since a beginning.
///
/// @param began of `System.nanoTime`
record Stopwatch(long began) {

    static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    double second() {
        return (System.nanoTime() - began) / 1e9;
    }

    void sleepUntil(double second) throws InterruptedException {
        for (double now = second(); now < second; now = second()) {
            LockSupport.parkNanos((long) ((second - now) * 1e9));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
