package dev.sextant.info;

import dev.sextant.model.Calibrations;
import dev.sextant.model.Device;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Functions;
import dev.sextant.wire.Limits;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Tells what this server is.
@Path("/info")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class InfoResource {
    private final String version;
    private final Functions functions;
    private final Embedder embedder;
    private final Limits limits;
    private final Calibrations calibrations;

    @Inject
    InfoResource(
            @ConfigProperty(name = "quarkus.application.version") String version,
            Functions functions,
            Embedder embedder,
            Limits limits,
            Calibrations calibrations) {
        this.version = version;
        this.functions = functions;
        this.embedder = embedder;
        this.limits = limits;
        this.calibrations = calibrations;
    }

    @GET
    @Blocking
    public ServerInfo info() {
        Device device = embedder.device();
        return new ServerInfo(
                version,
                functions.exported(),
                new ServerInfo.Device(
                        device.name(), device.requested(), device.fallback().orElse(null)),
                embedder.models(),
                new ServerInfo.Limits(
                        limits.bodyBytes().asLongValue(),
                        limits.vectorsBodyBytes().asLongValue(),
                        limits.texts(),
                        limits.projectRows(),
                        limits.pairs(),
                        limits.dimensions(),
                        limits.collections(),
                        limits.documents(),
                        limits.jobs(),
                        limits.textCharacters(),
                        limits.tokens(),
                        limits.bodyDuration().toSeconds(),
                        limits.streamDuration().toSeconds(),
                        limits.unreadDuration().toSeconds(),
                        limits.lineBytes().asLongValue(),
                        limits.documentBytes().asLongValue()),
                calibrations.last().orElse(null));
    }
}
