package dev.sextant.model;

import dev.sextant.cache.EmbeddingCache;
import dev.sextant.cache.SharedCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Real models for tests, put together as the application does, without the application.
final class TestModels {
    static final Path FOLDERS = Path.of("src/test/resources/models");

    private TestModels() {}

    static Embedder embedder(Map<String, Path> folders) {
        return embedder(folders, 1024);
    }

    static Embedder embedder(Map<String, Path> folders, int maxTokens) {
        var metrics = new SimpleMeterRegistry();
        OnnxRuntime runtime = runtime(DeviceConfig.Choice.CPU);
        ModelStore store = new ModelStore(defaults(), () -> folders, runtime);
        return new Embedder(
                store,
                new EmbeddingCache(1 << 20, SharedCache.NONE, metrics),
                new Batcher(batch(maxTokens), Calibrations.NONE, runtime, metrics),
                runtime,
                metrics);
    }

    static OnnxRuntime runtime(DeviceConfig.Choice choice) {
        return runtime(choice, Optional.empty());
    }

    /// @param kept folder of what is kept for the next start
    static OnnxRuntime runtime(DeviceConfig.Choice choice, Optional<Path> kept) {
        return new OnnxRuntime(() -> choice, batch(1024), () -> kept);
    }

    static ModelConfig defaults() {
        return new ModelConfig() {
            @Override
            public String defaultId() {
                return BuiltInModels.FP32;
            }

            @Override
            public Preload preload() {
                return Preload.FALSE;
            }

            @Override
            public Map<String, List<String>> sha256() {
                return Map.of();
            }
        };
    }

    static BatchConfig batch(int maxTokens) {
        return new BatchConfig() {
            @Override
            public OptionalInt maxTokens() {
                return OptionalInt.of(maxTokens);
            }

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
        };
    }
}
