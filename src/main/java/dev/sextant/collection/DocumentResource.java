package dev.sextant.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Check;
import dev.sextant.wire.Delete;
import dev.sextant.wire.EventSink;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Problem;
import dev.sextant.wire.TimedInput;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// A collection's documents: they come in any number, and are read one by one or in pages.
@Path("/collections/{name}/documents")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final long PATIENCE_BYTES = 64 << 20;
    private static final int PAGE = 100;
    private static final int MOST_PER_PAGE = 1_000;
    private static final int NEIGHBORS = 10;
    private static final int MOST_NEIGHBORS = 1_000;

    private final CollectionLookup collections;
    private final Embedder embedder;
    private final ObjectMapper json;
    private final Limits limits;
    private final MapKeeper maps;

    @Inject
    DocumentResource(
            CollectionLookup collections, Embedder embedder, ObjectMapper json, Limits limits, MapKeeper maps) {
        this.collections = collections;
        this.embedder = embedder;
        this.json = json;
        this.limits = limits;
        this.maps = maps;
    }

    /// Some documents in id order.
    ///
    /// @param next what to ask for `after` to get the next page; absent on the last one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Document> documents, @Nullable String next) {}

    /// @param deleted how many documents there were
    public record Deleted(long deleted) {}

    @POST
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces({MediaType.APPLICATION_JSON, EventSink.MEDIA_TYPE})
    public Response add(
            @PathParam("name") String name,
            @RestQuery @Nullable String total,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept,
            InputStream sent)
            throws IOException {
        InputStream body = new TimedInput(sent, limits.streamDuration());
        Ingestion ingestion = new Ingestion(embedder, collections.find(name), limits.documents());
        Integer whole = Check.number("total", total);
        Long documents = whole == null ? null : (Long) (long) whole;
        DocumentSource source =
                source(body, type != null && type.toLowerCase(Locale.ROOT).startsWith(NDJSON), length);
        if (!EventSink.isWanted(accept)) {
            try {
                return Response.ok(ingestion.run(source, documents, progress -> {}), MediaType.APPLICATION_JSON)
                        .build();
            } finally {
                maps.documentsCame(name);
            }
        }
        StreamingOutput events = out -> {
            try {
                tell(ingestion, source, documents, out);
            } finally {
                maps.documentsCame(name);
            }
            discard(body);
        };
        return Response.ok(events, EventSink.MEDIA_TYPE).build();
    }

    private DocumentSource source(InputStream body, boolean lines, @Nullable String length) throws IOException {
        DocumentForm form = new DocumentForm(limits, Clock.systemUTC());
        long bytes = length == null ? 0 : Long.parseLong(length);
        long most = limits.lineBytes().asLongValue();
        return lines
                ? new LineDocuments(body, json, form, bytes, most)
                : new JsonDocuments(body, json, form, bytes, most);
    }

    private void tell(Ingestion ingestion, DocumentSource source, @Nullable Long total, OutputStream out)
            throws IOException {
        EventSink events = new EventSink(out, json);
        try {
            events.send("done", ingestion.run(source, total, new Paced(events)));
        } catch (Fault fault) {
            events.send("error", Problem.of(fault, null));
        }
    }

    /// What follows a fault must be taken, or a client that writes first and reads later never hears of it.
    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try {
            for (long left = PATIENCE_BYTES; left > 0; ) {
                int read = body.read(buffer);
                left = read < 0 ? 0 : left - read;
            }
        } catch (Fault.TooSlow e) {
            // It has been waited for long enough.
        }
    }

    /// Tells of progress a few times a second at most.
    private static final class Paced implements Ingestion.Listener {
        private static final long PAUSE_NANOS = 250_000_000;

        private final EventSink events;
        private long last;
        private boolean first = true;

        Paced(EventSink events) {
            this.events = events;
        }

        @Override
        public void heard(IngestionProgress progress) throws IOException {
            long now = System.nanoTime();
            if (first || now - last >= PAUSE_NANOS) {
                events.send("progress", progress);
                last = now;
                first = false;
            }
        }
    }

    @GET
    public Page page(
            @PathParam("name") String name,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String filter) {
        StoredCollection collection = collections.find(name);
        Integer asked = Check.number("limit", limit);
        int size = asked == null ? PAGE : Check.range("limit", asked, 1, MOST_PER_PAGE);
        List<Document> documents = collection.page(after == null ? "" : after, size + 1, QueryFilter.of(filter, json));
        return documents.size() <= size
                ? new Page(documents, null)
                : new Page(documents.subList(0, size), documents.get(size - 1).id());
    }

    @Delete
    public Deleted deleteMatching(@PathParam("name") String name, @RestQuery @Nullable String filter) {
        StoredCollection collection = collections.find(name);
        if (filter == null) {
            throw new Fault.InvalidRequest(
                    "filter is missing; say which documents to delete, or DELETE /collections/%s for all"
                            .formatted(name),
                    "filter");
        }
        return new Deleted(collection.delete(QueryFilter.of(filter, json)));
    }

    @GET
    @Path("{id}")
    public Document get(@PathParam("name") String name, @PathParam("id") String id) {
        return found(collections.find(name), id);
    }

    @Delete
    @Path("{id}")
    public Deleted delete(@PathParam("name") String name, @PathParam("id") String id) {
        StoredCollection collection = collections.find(name);
        int deleted = collection.delete(List.of(id));
        if (deleted == 0) {
            throw missing(collection, id);
        }
        return new Deleted(deleted);
    }

    @GET
    @Path("{id}/neighbors")
    public Neighbors neighbors(
            @PathParam("name") String name, @PathParam("id") String id, @RestQuery @Nullable String k) {
        StoredCollection collection = collections.find(name);
        Integer asked = Check.number("k", k);
        int count = asked == null ? NEIGHBORS : Check.range("k", asked, 1, MOST_NEIGHBORS);
        return Neighbors.of(collection, found(collection, id), count);
    }

    private static Document found(StoredCollection collection, String id) {
        return collection.documents(List.of(id)).stream().findFirst().orElseThrow(() -> missing(collection, id));
    }

    private static Fault missing(StoredCollection collection, String id) {
        return new Fault.NotFound("there is no document %s in collection %s"
                .formatted(Check.quoted(id), collection.spec().name()));
    }
}
