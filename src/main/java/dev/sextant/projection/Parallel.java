package dev.sextant.projection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Tasks that run at the same time on memory that is freed behind them.
final class Parallel {
    private Parallel() {}

    /// Runs tasks, and comes back only once none is running. A parallel stream comes back as soon as one task has
    /// failed, while native code may still write for the others.
    ///
    /// @throws RuntimeException or error of the first task that failed; those not begun by then do not run
    static void run(IntStream tasks, IntConsumer task) {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        tasks.parallel().forEach(each -> {
            try {
                if (failures.isEmpty()) {
                    task.accept(each);
                }
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        });
        if (failures.peek() instanceof Error e) {
            throw e;
        }
        if (failures.peek() instanceof RuntimeException e) {
            throw e;
        }
    }
}
