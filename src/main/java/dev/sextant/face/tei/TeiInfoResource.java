package dev.sextant.face.tei;

import dev.sextant.Fault;
import dev.sextant.model.BatchConfig;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelInfo;
import dev.sextant.wire.Limits;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// `GET /tei/info` and `GET /tei/health`, of the default model.
@Path("/tei")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class TeiInfoResource {
    private final Embedder embedder;
    private final Limits limits;
    private final BatchConfig batch;
    private final SmallRyeHealthReporter health;
    private final String version;

    @Inject
    TeiInfoResource(
            Embedder embedder,
            Limits limits,
            BatchConfig batch,
            SmallRyeHealthReporter health,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.embedder = embedder;
        this.limits = limits;
        this.batch = batch;
        this.health = health;
        this.version = version;
    }

    @GET
    @Path("/info")
    public TeiInfo info() {
        ModelInfo model = embedder.model(null);
        if (model.window() == null || model.pooling() == null || model.precision() == null) {
            throw new Fault.Unavailable("model %s cannot be read: %s".formatted(model.id(), model.error()), null);
        }
        return new TeiInfo(
                model.id(),
                model.fingerprint(),
                dtype(model.precision()),
                model.id(),
                new TeiInfo.ModelType(new TeiInfo.Embedding(pooling(model.pooling()))),
                batch.maxQueuedTokens() / model.window(),
                model.window(),
                embedder.batchTokens(model),
                null,
                limits.texts(),
                true,
                Runtime.getRuntime().availableProcessors(),
                version,
                null,
                null);
    }

    /// Empty where requests may be sent, as `/q/health/ready` has it.
    @GET
    @Path("/health")
    public Response health() {
        if (health.getReadiness().isDown()) {
            throw new Fault.Unavailable("the server is not ready; /q/health/ready says why", null);
        }
        return Response.ok().build();
    }

    private static String dtype(String precision) {
        return switch (precision) {
            case "fp32" -> "float32";
            case "fp16" -> "float16";
            default -> precision;
        };
    }

    private static String pooling(String mode) {
        return mode.equals("lasttoken") ? "last_token" : mode;
    }
}
