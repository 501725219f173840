package dev.sextant.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/// Reads the vectors of requests, which have no more values than are taken.
@Singleton
final class JsonVectors implements ObjectMapperCustomizer {
    /// Asked for later: the mapper is made before there are settings.
    private final Provider<Limits> limits;

    @Inject
    JsonVectors(Provider<Limits> limits) {
        this.limits = limits;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule()
                .addDeserializer(
                        Vectors.class, new VectorsReader(() -> limits.get().dimensions())));
    }
}
