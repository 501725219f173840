package dev.sextant.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sextant.cache.CacheConfig;
import dev.sextant.cache.EmbeddingCache;
import dev.sextant.cache.SharedCache;
import dev.sextant.calibrate.CalibrationFiles;
import dev.sextant.calibrate.Calibrator;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.StoreOnFirstUse;
import dev.sextant.collection.embedded.IndexConfig;
import dev.sextant.collection.postgres.PostgresConfig;
import dev.sextant.model.BatchConfig;
import dev.sextant.model.DeviceConfig;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelCacheConfig;
import dev.sextant.model.ModelConfig;
import dev.sextant.model.ModelFoldersConfig;
import dev.sextant.wire.DataConfig;
import dev.sextant.wire.Limits;
import dev.sextant.wire.StrictJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.function.Supplier;

/// The server's parts without the server: put together by hand from the same configuration, so that a command starts
/// in a moment and opens no port.
///
/// @param embedder texts to vectors
/// @param calibrator measures batch sizes
/// @param limits the most that is taken at once
/// @param json reads and writes as the server does
/// @param place where collections are kept, for people
/// @param store opens the collections; whoever calls it closes them
/// @param port where `./sextant serve` listens with the same settings
public record Standalone(
        Embedder embedder,
        Calibrator calibrator,
        Limits limits,
        ObjectMapper json,
        String place,
        Supplier<CollectionStore> store,
        int port) {
    private static final int DEFAULT_PORT = 8080;

    /// Reads system properties, environment variables and `config/application.properties`, as the server does.
    public static Standalone create() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .addDiscoveredSources()
                .addDiscoveredConverters()
                .withMapping(ModelConfig.class)
                .withMapping(ModelFoldersConfig.class)
                .withMapping(DeviceConfig.class)
                .withMapping(BatchConfig.class)
                .withMapping(ModelCacheConfig.class)
                .withMapping(CacheConfig.class)
                .withMapping(Limits.class)
                .withMapping(DataConfig.class)
                .withMapping(IndexConfig.class)
                .withMapping(PostgresConfig.class)
                .withValidateUnknown(false)
                .build();
        var metrics = new SimpleMeterRegistry();
        Limits limits = config.getConfigMapping(Limits.class);
        CalibrationFiles calibrations = new CalibrationFiles(config.getConfigMapping(DataConfig.class));
        Embedder embedder = Embedder.of(
                config.getConfigMapping(ModelConfig.class),
                config.getConfigMapping(ModelFoldersConfig.class),
                config.getConfigMapping(DeviceConfig.class),
                config.getConfigMapping(BatchConfig.class),
                config.getConfigMapping(ModelCacheConfig.class),
                calibrations,
                new EmbeddingCache(config.getConfigMapping(CacheConfig.class), SharedCache.NONE, metrics),
                metrics);
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        new StrictJson().customize(json);
        DataConfig data = config.getConfigMapping(DataConfig.class);
        PostgresConfig postgres = config.getConfigMapping(PostgresConfig.class);
        return new Standalone(
                embedder,
                new Calibrator(embedder, calibrations, limits),
                limits,
                json,
                postgres.url().isPresent() ? "PostgreSQL" : data.dataDir().toString(),
                () -> new StoreOnFirstUse(data, config.getConfigMapping(IndexConfig.class), postgres, limits),
                config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT));
    }
}
