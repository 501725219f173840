package dev.sextant.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EmbeddingCacheTest {
    private static final int DIMENSIONS = 4;
    private static final int ENTRY_BYTES = new CachedEmbedding(new float[DIMENSIONS], 1, false).bytes();

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void computesWhatIsMissingAndKeepsIt() {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);
        List<CacheKey> asked = new ArrayList<>();

        EmbeddingCache.Found first = cache.getAll(keys(0, 1), recording(asked));
        EmbeddingCache.Found second = cache.getAll(keys(1, 2, 0), recording(asked));

        assertThat(asked).containsExactly(key(0), key(1), key(2));
        assertThat(first.cached()).isZero();
        assertThat(second.cached()).isEqualTo(2);
        assertThat(second.embeddings()).containsOnlyKeys(key(0), key(1), key(2));
        assertThat(second.embeddings().get(key(1))).isSameAs(first.embeddings().get(key(1)));
        assertThat(counter("sextant.cache.hits")).isEqualTo(2);
        assertThat(counter("sextant.cache.misses")).isEqualTo(3);
        assertThat(metrics.get("sextant.cache.size").gauge().value()).isEqualTo(3);
        assertThat(metrics.get("sextant.cache.size.bytes").gauge().value()).isEqualTo(3.0 * ENTRY_BYTES);
    }

    @Test
    void countsARepeatedKeyOnce() {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);
        List<CacheKey> asked = new ArrayList<>();

        EmbeddingCache.Found found = cache.getAll(keys(5, 5, 5), recording(asked));
        EmbeddingCache.Found again = cache.getAll(keys(5, 5), recording(asked));

        assertThat(asked).containsExactly(key(5));
        assertThat(found.embeddings()).containsOnlyKeys(key(5));
        assertThat(again.cached()).isEqualTo(1);
        assertThat(counter("sextant.cache.hits")).isEqualTo(1);
        assertThat(counter("sextant.cache.misses")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void computesOnceForAllWhoAskAtTheSameTime(long maxBytes) throws Exception {
        EmbeddingCache cache = new EmbeddingCache(maxBytes, SharedCache.NONE, metrics);
        int callers = 16;
        AtomicInteger computations = new AtomicInteger();
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Future<EmbeddingCache.Found> first = threads.submit(() -> cache.getAll(keys(1, 2), missing -> {
            computations.incrementAndGet();
            computing.countDown();
            await(enough);
            return embeddings(missing);
        }));
        computing.await();
        CountDownLatch asked = new CountDownLatch(callers);
        List<Future<EmbeddingCache.Found>> others = IntStream.range(0, callers)
                .mapToObj(i -> threads.submit(() -> {
                    List<CacheKey> keys = new ArrayList<>(keys(2, 1));
                    asked.countDown();
                    return cache.getAll(keys, missing -> {
                        computations.incrementAndGet();
                        return embeddings(missing);
                    });
                }))
                .toList();
        asked.await();
        while (counter("sextant.cache.misses") < 2 * (callers + 1)) {
            Thread.onSpinWait();
        }
        enough.countDown();

        for (Future<EmbeddingCache.Found> other : others) {
            assertThat(other.get().embeddings().get(key(1)))
                    .isSameAs(first.get().embeddings().get(key(1)));
            assertThat(other.get().cached()).isZero();
        }
        assertThat(computations).hasValue(1);
    }

    @Test
    void passesAFailureOnAndDoesNotKeepIt() {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);

        assertThatThrownBy(() -> cache.getAll(keys(1), missing -> {
                    throw new IllegalArgumentException("broken");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");

        assertThat(cache.size()).isZero();
        assertThat(cache.getAll(keys(1), EmbeddingCacheTest::embeddings).embeddings())
                .containsOnlyKeys(key(1));
    }

    @Test
    void letsWhoeverWaitedForAFailureComputeItself() throws Exception {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Future<EmbeddingCache.Found> failing = threads.submit(() -> cache.getAll(keys(1), missing -> {
            computing.countDown();
            await(enough);
            throw new IllegalArgumentException("broken");
        }));
        computing.await();
        List<Future<EmbeddingCache.Found>> waiting = IntStream.range(0, 8)
                .mapToObj(i -> threads.submit(() -> cache.getAll(keys(1, 2), EmbeddingCacheTest::embeddings)))
                .toList();
        while (counter("sextant.cache.misses") + counter("sextant.cache.hits") < 17) {
            Thread.onSpinWait();
        }
        enough.countDown();

        for (Future<EmbeddingCache.Found> found : waiting) {
            assertThat(found.get().embeddings()).containsOnlyKeys(key(1), key(2));
        }
        assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(counter("sextant.cache.misses") + counter("sextant.cache.hits"))
                .as("each text that was asked for counts once")
                .isEqualTo(17);
    }

    @Test
    void doesNotLeaveOthersWaitingWhereTooFewWereComputed() {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);

        assertThatThrownBy(() -> cache.getAll(keys(1, 2), missing -> embeddings(keys(1))))
                .isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(cache.getAll(keys(1, 2), EmbeddingCacheTest::embeddings).embeddings())
                .containsOnlyKeys(key(1), key(2));
    }

    @Test
    void staysWithinItsBytes() {
        int maxBytes = 10 * ENTRY_BYTES + 7;
        EmbeddingCache cache = new EmbeddingCache(maxBytes, SharedCache.NONE, metrics);

        for (int i = 0; i < 500; i++) {
            cache.getAll(keys(i), EmbeddingCacheTest::embeddings);
            assertThat(cache.bytes()).isLessThanOrEqualTo(maxBytes);
        }

        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.bytes()).isEqualTo(10L * ENTRY_BYTES);
    }

    @Test
    void keepsNothingInNoBytes() {
        EmbeddingCache cache = new EmbeddingCache(0, SharedCache.NONE, metrics);

        EmbeddingCache.Found first = cache.getAll(keys(1, 2), EmbeddingCacheTest::embeddings);
        EmbeddingCache.Found second = cache.getAll(keys(1, 2), EmbeddingCacheTest::embeddings);

        assertThat(first.embeddings()).containsOnlyKeys(key(1), key(2));
        assertThat(second.embeddings()).containsOnlyKeys(key(1), key(2));
        assertThat(second.cached()).isZero();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void doesNotDeadlockWhereTwoCallersCrossEachOther() throws Exception {
        EmbeddingCache cache = new EmbeddingCache(0, SharedCache.NONE, metrics);
        CyclicBarrier start = new CyclicBarrier(2);

        for (int round = 0; round < 500; round++) {
            Future<EmbeddingCache.Found> forwards = threads.submit(() -> {
                start.await();
                return cache.getAll(keys(1, 2, 3, 4), EmbeddingCacheTest::embeddings);
            });
            Future<EmbeddingCache.Found> backwards = threads.submit(() -> {
                start.await();
                return cache.getAll(keys(4, 3, 2, 1), EmbeddingCacheTest::embeddings);
            });
            assertThat(forwards.get(10, TimeUnit.SECONDS).embeddings()).hasSize(4);
            assertThat(backwards.get(10, TimeUnit.SECONDS).embeddings()).hasSize(4);
        }
    }

    @Test
    void peeksAtWhatIsKeptAndKeepsNothingItself() {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);
        cache.getAll(keys(1), EmbeddingCacheTest::embeddings);
        List<CacheKey> asked = new ArrayList<>();

        EmbeddingCache.Found found = cache.peekAll(keys(2, 1, 2), recording(asked));
        EmbeddingCache.Found again = cache.peekAll(keys(2, 1), recording(asked));

        assertThat(found.embeddings()).containsOnlyKeys(key(1), key(2));
        assertThat(found.cached()).isEqualTo(1);
        assertThat(again.cached()).isEqualTo(1);
        assertThat(asked).containsExactly(key(2), key(2));
        assertThat(cache.size()).isEqualTo(1);
        assertThat(counter("sextant.cache.hits")).isEqualTo(2);
        assertThat(counter("sextant.cache.misses")).isEqualTo(3);
    }

    @Test
    void peeksWithoutComputingWhereEverythingIsKept() {
        EmbeddingCache cache = new EmbeddingCache(1 << 20, SharedCache.NONE, metrics);
        cache.getAll(keys(1, 2), EmbeddingCacheTest::embeddings);

        EmbeddingCache.Found found = cache.peekAll(keys(1, 2), missing -> {
            throw new AssertionError("nothing is missing");
        });

        assertThat(found.cached()).isEqualTo(2);
    }

    private double counter(String name) {
        return metrics.get(name).counter().count();
    }

    private static Function<List<CacheKey>, List<CachedEmbedding>> recording(List<CacheKey> asked) {
        return missing -> {
            asked.addAll(missing);
            return embeddings(missing);
        };
    }

    private static List<CacheKey> keys(int... numbers) {
        return IntStream.of(numbers).mapToObj(EmbeddingCacheTest::key).toList();
    }

    private static CacheKey key(int number) {
        return new CacheKey(number, 0, 0, 0);
    }

    private static List<CachedEmbedding> embeddings(List<CacheKey> keys) {
        return keys.stream()
                .map(key -> new CachedEmbedding(new float[] {key.first(), 0, 0, 0}, 1, false))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
