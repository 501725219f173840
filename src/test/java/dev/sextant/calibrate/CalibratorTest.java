package dev.sextant.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import dev.sextant.cache.EmbeddingCache;
import dev.sextant.cache.SharedCache;
import dev.sextant.cli.Standalone;
import dev.sextant.model.BatchConfig;
import dev.sextant.model.Calibration;
import dev.sextant.model.DeviceConfig;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CalibratorTest {
    @TempDir
    private Path directory;

    /// What a process has, after a start.
    private final class Started {
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final CalibrationFiles files = new CalibrationFiles(directory);
        private final Embedder embedder;
        private final Calibrator calibrator;

        Started(OptionalInt maxTokens) {
            embedder = Embedder.of(
                    new DefaultModel(),
                    Map::of,
                    () -> DeviceConfig.Choice.CPU,
                    new Batches(maxTokens),
                    Optional::empty,
                    files,
                    new EmbeddingCache(1 << 20, SharedCache.NONE, metrics),
                    metrics);
            calibrator = new Calibrator(embedder, files, Standalone.create().limits());
        }

        Started() {
            this(OptionalInt.empty());
        }

        /// Most texts in a batch of these.
        double largestBatch(int texts) {
            embedder.embed(texts(texts), EmbedOptions.defaults(100_000));
            return metrics.get("sextant.batch.rows").summary().max();
        }
    }

    private record DefaultModel() implements ModelConfig {
        @Override
        public String defaultId() {
            return "all-minilm-l6-v2";
        }

        @Override
        public Preload preload() {
            return Preload.FALSE;
        }

        @Override
        public Map<String, List<String>> sha256() {
            return Map.of();
        }
    }

    private record Batches(OptionalInt maxTokens) implements BatchConfig {
        @Override
        public MemorySize maxBytes() {
            return new MemorySize(BigInteger.valueOf(256L << 20));
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public long maxQueuedTokens() {
            return 600_000;
        }
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "boat number " + i).toList();
    }

    private static Calibration calibrate(Calibrator calibrator, CalibrateRequest request) {
        return calibrator.calibrate(request, () -> false);
    }

    private static CalibrateRequest request(@Nullable List<Integer> sizes, int texts) {
        return new CalibrateRequest(sizes == null ? null : new ArrayList<>(sizes), new ArrayList<>(texts(texts)), null);
    }

    @Test
    void measuresEverySizeAndFindsTheBest() {
        Calibration found = calibrate(new Started().calibrator, request(List.of(4, 1, 2), 8));
        assertThat(found.model()).isEqualTo("all-minilm-l6-v2");
        assertThat(found.fingerprint()).matches("[0-9a-f]{16}");
        assertThat(found.device()).isEqualTo("cpu");
        assertThat(found.rows()).extracting(Calibration.Row::batchSize).containsExactly(1, 2, 4);
        for (Calibration.Row row : found.rows()) {
            assertThat(row.seconds()).isPositive();
            assertThat(row.textsPerSecond()).isPositive();
            assertThat(row.tokensPerSecond()).isGreaterThan(row.textsPerSecond());
        }
        Calibration.Row most = found.rows().stream()
                .max(Comparator.comparingDouble(Calibration.Row::textsPerSecond))
                .orElseThrow();
        assertThat(found.best()).isEqualTo(most.batchSize());
        assertThat(found.speedUpOverOne())
                .isEqualTo(most.textsPerSecond() / found.rows().getFirst().textsPerSecond());
        // "boat number 7", and two special tokens.
        assertThat(found.maxTokens()).isEqualTo(5 * found.best());
        assertThat(found.note()).isNull();
    }

    @Test
    void isKeptAcrossARestartForThatModelAndDevice() {
        Calibration found = calibrate(new Started().calibrator, request(List.of(2), 4));
        assertThat(found.speedUpOverOne()).isNull();
        CalibrationFiles again = new CalibrationFiles(directory);
        assertThat(again.last()).contains(found);
        assertThat(again.of(found.fingerprint(), "cpu")).contains(found);
        assertThat(again.of(found.fingerprint(), "cuda")).isEmpty();
        assertThat(again.of("0123456789abcdef", "cpu")).isEmpty();
    }

    @Test
    void batchesAreOfTheBestSizeFromThenOn() {
        Started before = new Started();
        assertThat(before.largestBatch(12)).isGreaterThan(3);
        calibrate(before.calibrator, request(List.of(3), 6));
        before.metrics.clear();
        Started after = new Started();
        assertThat(after.largestBatch(12)).isEqualTo(3);
        // In the process that measured, too.
        Started measuring = new Started();
        calibrate(measuring.calibrator, request(List.of(2), 6));
        assertThat(measuring.largestBatch(12)).isEqualTo(2);
    }

    @Test
    void whatIsConfiguredStandsAndTheCalibrationSaysSo() {
        Started configured = new Started(OptionalInt.of(512));
        assertThat(calibrate(configured.calibrator, request(List.of(1, 2), 6)).note())
                .contains("sextant.batch.max-tokens");
        assertThat(configured.largestBatch(12)).isGreaterThan(2);
    }

    @Test
    void writesItsOwnTextsWhereNobodyBringsAny() {
        Calibration found =
                calibrate(new Started().calibrator, new CalibrateRequest(new ArrayList<>(List.of(64)), null, null));
        assertThat(found.best()).isEqualTo(64);
        assertThat(found.maxTokens()).isBetween(64 * 20, 64 * 120);
    }

    @Test
    void refusesWhatItCannotMeasure() {
        Calibrator calibrator = new Started().calibrator;
        assertThatThrownBy(() -> calibrate(calibrator, request(List.of(5), 4)))
                .isInstanceOf(Fault.InvalidRequest.class);
        assertThatThrownBy(() ->
                        calibrate(calibrator, new CalibrateRequest(null, new ArrayList<>(List.of("tea", " ")), null)))
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessageContaining("texts[1] is blank");
        assertThatThrownBy(() -> calibrate(calibrator, new CalibrateRequest(null, null, "no-such-model")))
                .isInstanceOf(Fault.UnknownModel.class);
        // None of them is in the way of the next.
        assertThat(calibrate(calibrator, request(null, 2)).best()).isOne();
    }

    @Test
    void oneThatIsGivenUpKeepsNothingAndIsInNobodysWay() {
        Started started = new Started();
        assertThatThrownBy(() -> started.calibrator.calibrate(request(List.of(1), 4), () -> true))
                .isInstanceOf(Fault.Conflict.class)
                .hasMessageContaining("given up");
        assertThat(started.files.last()).isEmpty();
        assertThat(calibrate(started.calibrator, request(List.of(1), 1)).best()).isOne();
    }

    @Test
    void measuresOneAtATime() {
        Calibrator calibrator = new Started().calibrator;
        List<Fault> refused = new CopyOnWriteArrayList<>();
        Runnable caller = () -> {
            try {
                calibrate(calibrator, request(List.of(1), 100));
            } catch (Fault.Conflict e) {
                refused.add(e);
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4).forEach(i -> threads.execute(caller));
        }
        assertThat(refused)
                .hasSizeBetween(1, 3)
                .allMatch(fault -> fault.detail().contains("GET /calibrate"));
    }

    @Test
    void aFileThatIsDamagedIsAsGoodAsNone() throws Exception {
        Calibration found = calibrate(new Started().calibrator, request(List.of(1), 1));
        Path file = directory.resolve("calibrations/%s-cpu.json".formatted(found.fingerprint()));
        String whole = Files.readString(file);
        for (String wrong : List.of("{\"best\": ", "null", "{}", whole.replace("\"maxTokens\":", "\"most\":"))) {
            Files.writeString(file, wrong);
            CalibrationFiles damaged = new CalibrationFiles(directory);
            assertThat(damaged.of(found.fingerprint(), "cpu")).as(wrong).isEmpty();
            assertThat(damaged.last()).as(wrong).isEmpty();
        }
        new CalibrationFiles(directory).keep(found);
        assertThat(new CalibrationFiles(directory).last()).contains(found);
    }

    @Test
    void saysThatAResultCannotBeKeptBeforeItMeasures() throws Exception {
        Files.writeString(directory.resolve("calibrations"), "in the way");
        assertThatThrownBy(() -> calibrate(new Started().calibrator, request(List.of(1), 1)))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContainingAll("calibrations", "sextant.data-dir");
    }

    @Test
    void aSlowModelGetsFewerTexts() {
        assertThat(Measurement.affordable(0.002, 5)).isEqualTo(666);
        assertThat(Measurement.affordable(0.2, 5)).isEqualTo(6);
        assertThat(Measurement.affordable(20, 5)).isZero();
    }
}
