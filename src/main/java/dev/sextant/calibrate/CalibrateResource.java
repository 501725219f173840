package dev.sextant.calibrate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.model.Calibration;
import dev.sextant.wire.Caller;
import dev.sextant.wire.JsonBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Measures the best batch size, as long as the caller waits, and tells what was measured last.
@Path("/calibrate")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class CalibrateResource {
    private final Calibrator calibrator;
    private final Caller caller;
    private final ObjectMapper json;

    @Inject
    CalibrateResource(Calibrator calibrator, Caller caller, ObjectMapper json) {
        this.calibrator = calibrator;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Calibration measure(byte @Nullable [] body) throws IOException {
        return calibrator.calibrate(
                JsonBody.read(json, body, CalibrateRequest.class, CalibrateRequest.DEFAULTS), caller.hasLeft());
    }

    @GET
    public Calibration last() {
        return calibrator
                .last()
                .orElseThrow(() -> new Fault.NotFound(
                        "batch sizes were not measured on this machine yet; POST /calibrate measures them"));
    }
}
