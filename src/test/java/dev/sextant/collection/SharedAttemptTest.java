package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedAttemptTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void whoeverComesMeanwhileGetsTheSame() throws Exception {
        CountDownLatch all = new CountDownLatch(5);
        SharedAttempt<Integer> attempt = new SharedAttempt<>(
                () -> {
                    await(all);
                    return attempts.incrementAndGet();
                },
                Duration.ZERO);
        try (var threads = Executors.newFixedThreadPool(5)) {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                callers.add(threads.submit(() -> {
                    all.countDown();
                    return attempt.get();
                }));
            }
            for (Future<Integer> caller : callers) {
                assertThat(caller.get()).isEqualTo(1);
            }
        }
        assertThat(attempt.result()).contains(1);
    }

    @Test
    void aFailureIsToldForAWhile() {
        SharedAttempt<Integer> attempt = new SharedAttempt<>(this::fail, Duration.ofMinutes(1));
        assertThatThrownBy(attempt::get).hasMessage("attempt 1");
        assertThatThrownBy(attempt::get).hasMessage("attempt 1");
        assertThat(attempt.result()).isEmpty();
    }

    @Test
    void thenItIsTriedAgain() {
        SharedAttempt<Integer> attempt = new SharedAttempt<>(this::fail, Duration.ZERO);
        assertThat(attempt.result()).isEmpty();
        assertThatThrownBy(attempt::get).hasMessage("attempt 1");
        assertThatThrownBy(attempt::get).hasMessage("attempt 2");
    }

    private Integer fail() {
        throw new IllegalStateException("attempt " + attempts.incrementAndGet());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
