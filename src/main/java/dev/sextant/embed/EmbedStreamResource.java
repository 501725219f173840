package dev.sextant.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Check;
import dev.sextant.wire.Functions;
import dev.sextant.wire.Limits;
import dev.sextant.wire.TimedInput;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// `POST /embed/stream`: NDJSON in, NDJSON out. Clients read while they write, as curl does.
@Path("/embed/stream")
@Singleton
public final class EmbedStreamResource {
    private static final String NDJSON = "application/x-ndjson";

    private final Embedder embedder;
    private final ObjectMapper json;
    private final Limits limits;
    private final Functions functions;

    @Inject
    EmbedStreamResource(Embedder embedder, ObjectMapper json, Limits limits, Functions functions) {
        this.embedder = embedder;
        this.json = json;
        this.limits = limits;
        this.functions = functions;
    }

    @POST
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Blocking
    public StreamingOutput embed(
            InputStream lines,
            @RestQuery @Nullable String model,
            @RestQuery @Nullable String role,
            @RestQuery @Nullable String normalize,
            @RestQuery @Nullable String dimensions,
            @RestQuery @Nullable String overflow,
            @RestQuery @Nullable String encoding) {
        if (!functions.isExported("embed")) {
            throw new NotFoundException();
        }
        EmbedRequest request = new EmbedRequest(
                null,
                model,
                role,
                Check.flag("normalize", normalize),
                Check.number("dimensions", dimensions),
                overflow,
                encoding,
                false);
        EmbedStream stream = new EmbedStream(embedder, json, limits, request);
        stream.prepare();
        InputStream timed = new TimedInput(lines, limits.streamDuration());
        return out -> stream.run(timed, out, EmbedStream.Form.NDJSON, done -> {});
    }
}
