package dev.sextant.explorer;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Tells a first visitor how long there is to wait.
@Path("/explorer/sample")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class SampleResource {
    private final Sample sample;

    @Inject
    SampleResource(Sample sample) {
        this.sample = sample;
    }

    @GET
    public SampleReport get() {
        return sample.report();
    }
}
