package dev.sextant.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.wire.Check;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// A collection's vectors and metadata for other tools, as a stream.
@Path("/collections/{name}/export")
@Singleton
@Blocking
public final class ExportResource {
    private final CollectionLookup collections;
    private final ObjectMapper json;

    @Inject
    ExportResource(CollectionLookup collections, ObjectMapper json) {
        this.collections = collections;
        this.json = json;
    }

    @GET
    public Response export(
            @PathParam("name") String name, @RestQuery @Nullable String format, @RestQuery @Nullable String filter) {
        StoredCollection collection = collections.find(name);
        Export.Format chosen = Check.oneOf("format", format, Export.Format.NDJSON);
        Filter wanted = QueryFilter.of(filter, json);
        StreamingOutput body = out -> Export.of(chosen, json).write(collection, wanted, out);
        return Response.ok(body, chosen.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\"".formatted(name, chosen.ending()))
                .build();
    }
}
