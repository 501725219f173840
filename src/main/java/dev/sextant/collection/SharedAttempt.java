package dev.sextant.collection;

import dev.sextant.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is made when it is first asked for. Whoever asks meanwhile waits for the same attempt and gets
/// what comes of it; one that failed is made again, but not at once. Thread-safe.
final class SharedAttempt<T> {
    private final Supplier<T> maker;
    private final Duration rest;
    private @Nullable Attempt<T> last;

    /// @param rest how long after a failure everybody is told of it, before it is tried again
    SharedAttempt(Supplier<T> maker, Duration rest) {
        this.maker = maker;
        this.rest = rest;
    }

    /// @throws RuntimeException what the maker threw
    T get() {
        Attempt<T> attempt = attempt();
        // Does nothing but for the first who comes.
        attempt.run();
        return attempt.result();
    }

    private synchronized Attempt<T> attempt() {
        Attempt<T> known = last;
        if (known == null || known.failedBefore(rest)) {
            known = new Attempt<>(maker);
            last = known;
        }
        return known;
    }

    /// Waits for an attempt that has begun.
    ///
    /// @return empty where there was none, or it failed
    Optional<T> result() {
        Attempt<T> attempt;
        synchronized (this) {
            attempt = last;
        }
        try {
            return attempt == null ? Optional.empty() : Optional.of(attempt.result());
        } catch (RuntimeException e) {
            // Whatever the maker threw, whoever asked for it has heard of it.
            return Optional.empty();
        }
    }

    private static final class Attempt<T> extends FutureTask<T> {
        private volatile long endNanos;

        Attempt(Supplier<T> maker) {
            super(maker::get);
        }

        @Override
        protected void setException(Throwable failure) {
            endNanos = System.nanoTime();
            super.setException(failure);
        }

        boolean failedBefore(Duration rest) {
            return state() == State.FAILED && System.nanoTime() - endNanos >= rest.toNanos();
        }

        T result() {
            try {
                return get();
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Fault.Unavailable("interrupted while collections were opened", e);
            }
        }

        private static RuntimeException failure(ExecutionException e) {
            return switch (e.getCause()) {
                case RuntimeException thrown -> thrown;
                case Error thrown -> throw thrown;
                case null, default -> new IllegalStateException(e);
            };
        }
    }
}
