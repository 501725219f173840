package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    /// As a parallel stream would not.
    @Test
    void waitsForTasksThatRunWhenOneFails() {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean isDone = new AtomicBoolean();
        assertThatThrownBy(() -> Samples.onThreads(2, () -> {
                    Parallel.run(IntStream.range(0, 2), task -> run(task, started, isDone));
                    return "done";
                }))
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(isDone).isTrue();
    }

    private static void run(int task, CountDownLatch started, AtomicBoolean isDone) {
        try {
            if (task == 0) {
                started.await();
                throw new OutOfMemoryError("no more");
            }
            started.countDown();
            Thread.sleep(100);
            isDone.set(true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
