package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BatcherTest {
    private static final long PLENTY = 256L << 20;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private static LoadedModel model;

    @SuppressWarnings("NullAway.Init")
    private static List<Tokens> texts;

    @SuppressWarnings("NullAway.Init")
    private static Matrix expected;

    /// Texts of every length from 2 to the window, in no order, and what each gives alone.
    @BeforeAll
    static void load() throws Exception {
        model = TestFolders.model("bert-mean-old").get();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            words.add("t" + " a b".repeat(i * 7 % 13) + " " + i);
        }
        texts = model.tokenizer().encode(words);
        assertThat(texts.stream().map(Tokens::count).distinct().count()).isGreaterThan(8);
        expected = Matrix.zeros(texts.size(), model.spec().dimensions());
        for (int i = 0; i < texts.size(); i++) {
            expected.setRow(i, model.onnx().run(List.of(texts.get(i)), true).row(0));
        }
    }

    @AfterAll
    static void close() throws Exception {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1_024, 1_000_000})
    void givesTheSameVectorsInTheSameOrderWhateverTheBudget(int maxTokens) {
        Matrix vectors = run(batcher(maxTokens, PLENTY), texts);

        assertThat(vectors.rows()).isEqualTo(texts.size());
        assertThat(vectors.values()).containsExactly(expected.values(), within(1e-6f));
    }

    @Test
    void runsTextsOneByOneWhereTheBudgetIsSmallerThanAny() {
        assertThat(run(batcher(1, PLENTY), texts).rows()).isEqualTo(60);

        assertThat(metrics.get("sextant.batch.rows").summary().count()).isEqualTo(60);
        assertThat(metrics.get("sextant.batch.padding").counter().count()).isZero();
        assertThat(metrics.get("sextant.batch.tokens").counter().count())
                .isEqualTo(texts.stream().mapToInt(Tokens::count).sum());
    }

    @Test
    void stillWorksWithOneByte() {
        Matrix vectors = run(batcher(1_024, 1), texts);

        assertThat(vectors.values()).containsExactly(expected.values(), within(1e-6f));
        assertThat(metrics.get("sextant.batch.rows").summary().max()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 64, 200})
    void keepsBatchesWithinTheBudget(int maxTokens) {
        assertThat(run(batcher(maxTokens, PLENTY), texts).rows()).isEqualTo(60);

        double shortest = texts.stream().mapToInt(Tokens::count).min().orElseThrow();
        double most = Math.max(1, Math.floor(maxTokens / shortest));
        assertThat(metrics.get("sextant.batch.rows").summary().max()).isLessThanOrEqualTo(most);
        assertThat(metrics.get("sextant.batch.rows").summary().totalAmount()).isEqualTo(60);
        double fed = metrics.get("sextant.batch.tokens").counter().count()
                + metrics.get("sextant.batch.padding").counter().count();
        double batches = metrics.get("sextant.batch.rows").summary().count();
        double longest = texts.stream().mapToInt(Tokens::count).max().orElseThrow();
        assertThat(fed).isLessThanOrEqualTo(batches * Math.max(maxTokens, longest));
    }

    @Test
    void aLoneTextRunsOnTheThreadThatBroughtIt() {
        Batcher batcher = batcher(1_024, PLENTY);
        long lanes = lanes();

        for (int i = 0; i < texts.size(); i++) {
            assertThat(run(batcher, List.of(texts.get(i))).row(0)).containsExactly(expected.row(i), within(1e-6f));
        }

        assertThat(lanes()).isEqualTo(lanes);
        assertThat(run(batcher, texts).rows()).isEqualTo(60);
        assertThat(lanes()).isEqualTo(lanes + Runtime.getRuntime().availableProcessors());
    }

    private static long lanes() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sextant-lane-"))
                .count();
    }

    @Test
    void lanesShareEvenlyWhereThereIsRoomForAllInOneBatch() {
        Batcher batcher = batcher(1_000_000, PLENTY);

        assertThat(run(batcher, sameLength(40)).rows()).isEqualTo(40);

        int lanes = Math.min(40, Runtime.getRuntime().availableProcessors());
        assertThat(metrics.get("sextant.batch.rows").summary().max())
                .isBetween(Math.floor(40.0 / lanes), Math.ceil(40.0 / lanes));
    }

    private static List<Tokens> sameLength(int count) {
        Tokens longest =
                texts.stream().max(Comparator.comparingInt(Tokens::count)).orElseThrow();
        return Collections.nCopies(count, longest);
    }

    @Test
    void fillsBatchesThatAreMeasuredWhateverTheirTextsAreLike() {
        assertThat(batcher(64, PLENTY)
                        .runInBatchesOf(60, model, texts)
                        .vectors()
                        .values())
                .containsExactly(expected.values(), within(1e-6f));

        assertThat(metrics.get("sextant.batch.rows").summary().count()).isEqualTo(1);
    }

    @Test
    void formsBatchesAsTheyProvedBest() {
        assertThat(run(batcher(OptionalInt.empty(), PLENTY, best(model.fingerprint(), "cpu", 7, 1_000_000)), texts)
                        .rows())
                .isEqualTo(60);

        assertThat(metrics.get("sextant.batch.rows").summary().max()).isEqualTo(7);
    }

    @Test
    void keepsCalibratedBatchesWithinTheTokensThatWereMeasured() {
        int longest = texts.stream().mapToInt(Tokens::count).max().orElseThrow();

        assertThat(run(batcher(OptionalInt.empty(), PLENTY, best(model.fingerprint(), "cpu", 7, longest)), texts)
                        .rows())
                .isEqualTo(60);

        double fed = metrics.get("sextant.batch.tokens").counter().count()
                + metrics.get("sextant.batch.padding").counter().count();
        double batches = metrics.get("sextant.batch.rows").summary().count();
        assertThat(fed).isLessThanOrEqualTo(longest * batches);
    }

    @Test
    void whatWasMeasuredOfAnotherModelOrDeviceDoesNotCount() {
        for (Calibrations other : List.of(
                Calibrations.NONE, best("another", "cpu", 7, 1_000), best(model.fingerprint(), "cuda", 7, 1_000))) {
            assertThat(run(batcher(OptionalInt.empty(), PLENTY, other), sameLength(60))
                            .rows())
                    .isEqualTo(60);

            assertThat(metrics.get("sextant.batch.rows").summary().max()).isGreaterThan(7);
        }
    }

    @Test
    void whatIsConfiguredComesFirst() {
        assertThat(run(batcher(OptionalInt.of(1_000_000), PLENTY, best(model.fingerprint(), "cpu", 1, 1)), texts)
                        .rows())
                .isEqualTo(60);

        assertThat(metrics.get("sextant.batch.rows").summary().max()).isGreaterThan(1);
    }

    private static Calibrations best(String fingerprint, String device, int best, int maxTokens) {
        var row = new Calibration.Row(best, 1, 1, 1);
        var calibration =
                new Calibration("tiny", fingerprint, device, List.of(row), best, null, maxTokens, Instant.EPOCH, null);
        return new Calibrations() {
            @Override
            public Optional<Calibration> of(String wanted, String on) {
                return Optional.of(calibration).filter(each -> wanted.equals(fingerprint) && on.equals(device));
            }

            @Override
            public Optional<Calibration> last() {
                return Optional.of(calibration);
            }
        };
    }

    @Test
    void givesNothingForNoTexts() {
        assertThat(run(batcher(64, PLENTY), List.of()).rows()).isZero();
    }

    @Test
    void givesEveryConcurrentCallerItsOwnVectors() throws Exception {
        Batcher batcher = batcher(64, PLENTY);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Matrix>> runs = new ArrayList<>();
            for (int caller = 0; caller < 24; caller++) {
                List<Tokens> own = texts.subList(caller, caller + 30);
                runs.add(threads.submit(() -> run(batcher, own)));
            }
            for (int caller = 0; caller < 24; caller++) {
                Matrix vectors = runs.get(caller).get();
                for (int i = 0; i < 30; i++) {
                    assertThat(vectors.row(i))
                            .as("caller %d, text %d", caller, i)
                            .containsExactly(expected.row(caller + i), within(1e-6f));
                }
            }
        }
    }

    @Test
    void givesCallersWithAndWithoutPromptOrNormalisationWhatTheyAskedFor() throws Exception {
        Matrix afterPrompt = Matrix.zeros(60, model.spec().dimensions());
        Matrix raw = Matrix.zeros(60, model.spec().dimensions());
        List<Tokens> prompted = texts.stream().map(text -> text.withPrompt(2)).toList();
        for (int i = 0; i < 60; i++) {
            afterPrompt.setRow(
                    i, model.onnx().run(List.of(prompted.get(i)), true).row(0));
            raw.setRow(i, model.onnx().run(List.of(texts.get(i)), false).row(0));
        }
        assertThat(afterPrompt.values()).isNotEqualTo(expected.values());
        Batcher batcher = batcher(64, PLENTY);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int round = 0; round < 20; round++) {
                var plain = threads.submit(() -> run(batcher, texts));
                var withPrompt = threads.submit(() -> run(batcher, prompted));
                var unscaled = threads.submit(
                        () -> batcher.run(model, texts, false, Patience.ENDLESS).vectors());
                assertThat(plain.get().values()).containsExactly(expected.values(), within(1e-6f));
                assertThat(withPrompt.get().values()).containsExactly(afterPrompt.values(), within(1e-6f));
                assertThat(unscaled.get().values()).containsExactly(raw.values(), within(1e-5f));
            }
        }
    }

    @Test
    void aCallerThatHasHungUpCostsNothingMore() {
        Batcher batcher = batcher(64, PLENTY);

        assertThatThrownBy(() -> batcher.run(model, texts, true, Patience.of(() -> true)))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("hung up");

        assertThat(metrics.get("sextant.batch.rows").summary().count()).isZero();
        assertThat(metrics.get("sextant.queue.tokens").gauge().value()).isZero();
        assertThat(run(batcher, texts).rows()).as("the next caller").isEqualTo(60);
    }

    @Test
    void whoComesWhileTooMuchIsQueuedIsRefusedAndEverybodyElseWaits() throws Exception {
        Batcher batcher = batcher(OptionalInt.of(1), PLENTY, Calibrations.NONE, 100);
        CountDownLatch stay = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            // Whoever asks whether this caller is still there finds out when the test says so, so its texts stay
            // queued.
            var large = threads.submit(() -> batcher.run(model, sameLength(1_000), true, slow(stay)));
            while (metrics.get("sextant.queue.tokens").gauge().value() == 0) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> batcher.run(model, texts, true, Patience.of(() -> false)))
                    .isInstanceOfSatisfying(
                            Fault.Overloaded.class,
                            overloaded -> assertThat(overloaded.retryAfter()).isPositive());
            assertThatThrownBy(() -> batcher.refuseIfFull(Patience.of(() -> false)))
                    .isInstanceOf(Fault.Overloaded.class);
            batcher.refuseIfFull(Patience.ENDLESS);
            var patient = threads.submit(() -> run(batcher, texts));
            stay.countDown();
            assertThat(large.get().vectors().rows()).isEqualTo(1_000);
            assertThat(patient.get().values()).containsExactly(expected.values(), within(1e-6f));
        }
        assertThat(metrics.get("sextant.queue.refused").counter().count()).isEqualTo(2);
        assertThat(metrics.get("sextant.queue.tokens").gauge().value()).isZero();
    }

    private static Patience slow(CountDownLatch stay) {
        return Patience.of(() -> {
            if (stay.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
            return false;
        });
    }

    @Test
    void aClosedOneGivesUpWhatWaitsAndTakesNothingMore() {
        Batcher batcher = batcher(64, PLENTY);
        assertThat(run(batcher, texts).rows()).isEqualTo(60);
        batcher.close();

        assertThatThrownBy(() -> run(batcher, texts))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("shutting down");
    }

    private static Matrix run(Batcher batcher, List<Tokens> texts) {
        return batcher.run(model, texts, true, Patience.ENDLESS).vectors();
    }

    private Batcher batcher(int maxTokens, long maxBytes) {
        return batcher(OptionalInt.of(maxTokens), maxBytes, Calibrations.NONE);
    }

    private Batcher batcher(OptionalInt maxTokens, long maxBytes, Calibrations calibrations) {
        return batcher(maxTokens, maxBytes, calibrations, 600_000);
    }

    private Batcher batcher(OptionalInt maxTokens, long maxBytes, Calibrations calibrations, long maxQueuedTokens) {
        BatchConfig config = new BatchConfig() {
            @Override
            public OptionalInt maxTokens() {
                return maxTokens;
            }

            @Override
            public MemorySize maxBytes() {
                return new MemorySize(BigInteger.valueOf(maxBytes));
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public long maxQueuedTokens() {
                return maxQueuedTokens;
            }
        };
        return new Batcher(config, calibrations, TestModels.runtime(DeviceConfig.Choice.CPU), metrics);
    }
}
