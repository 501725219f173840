package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            expected.setRow(i, model.onnx().run(List.of(texts.get(i)), 0, true).row(0));
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
    void runsEverythingAtOnceWhereThereIsRoom() {
        assertThat(run(batcher(1_000_000, PLENTY), texts).rows()).isEqualTo(60);

        assertThat(metrics.get("sextant.batch.rows").summary().count()).isEqualTo(1);
    }

    @Test
    void formsBatchesAsTheyProvedBest() {
        assertThat(run(batcher(OptionalInt.empty(), PLENTY, best(model.fingerprint(), "cpu", 7, 1_000_000)), texts)
                        .rows())
                .isEqualTo(60);

        assertThat(metrics.get("sextant.batch.rows").summary().max()).isEqualTo(7);
        assertThat(metrics.get("sextant.batch.rows").summary().count()).isEqualTo(9);
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
            assertThat(run(batcher(OptionalInt.empty(), PLENTY, other), texts).rows())
                    .isEqualTo(60);

            assertThat(metrics.get("sextant.batch.rows").summary().max()).isGreaterThan(7);
        }
    }

    @Test
    void whatIsConfiguredComesFirst() {
        assertThat(run(batcher(OptionalInt.of(1_000_000), PLENTY, best(model.fingerprint(), "cpu", 7, 1_000)), texts)
                        .rows())
                .isEqualTo(60);

        assertThat(metrics.get("sextant.batch.rows").summary().count()).isEqualTo(1);
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

    private static Matrix run(Batcher batcher, List<Tokens> texts) {
        return batcher.run(model, texts, 0, true).vectors();
    }

    private Batcher batcher(int maxTokens, long maxBytes) {
        return batcher(OptionalInt.of(maxTokens), maxBytes, Calibrations.NONE);
    }

    private Batcher batcher(OptionalInt maxTokens, long maxBytes, Calibrations calibrations) {
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
        };
        return new Batcher(config, calibrations, TestModels.runtime(DeviceConfig.Choice.CPU), metrics);
    }
}
