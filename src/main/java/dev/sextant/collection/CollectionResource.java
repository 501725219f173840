package dev.sextant.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.model.Embedder;
import dev.sextant.vectors.Inspection;
import dev.sextant.vectors.Matrix;
import dev.sextant.wire.Delete;
import dev.sextant.wire.JsonBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Collections, each as a whole.
@Path("/collections")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class CollectionResource {
    /// Vectors that an inspection looks at; of larger collections they are drawn by chance, the same ones every time.
    private static final int INSPECTED = 10_000;

    private static final long SEED = 42;

    private final CollectionLookup collections;
    private final Embedder embedder;
    private final ObjectMapper json;

    @Inject
    CollectionResource(CollectionLookup collections, Embedder embedder, ObjectMapper json) {
        this.collections = collections;
        this.embedder = embedder;
        this.json = json;
    }

    /// All collections, in name order.
    public record CollectionList(List<CollectionInfo> collections) {}

    @GET
    public CollectionList list() {
        return new CollectionList(collections.all());
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@PathParam("name") String name, byte @Nullable [] body) throws IOException {
        CollectionStore store = collections.store();
        CollectionRequest wanted = JsonBody.read(json, body, CollectionRequest.class, CollectionRequest.DEFAULTS);
        CollectionStore.Created created = wanted.createIn(store, name, embedder);
        return Response.status(created.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(collections.describe(created.collection()))
                .build();
    }

    @GET
    @Path("{name}")
    public CollectionInfo get(@PathParam("name") String name) {
        return collections.describe(collections.find(name));
    }

    @Delete
    @Path("{name}")
    public void drop(@PathParam("name") String name) {
        if (!collections.store().drop(name)) {
            throw CollectionLookup.missing(name);
        }
    }

    @GET
    @Path("{name}/inspection")
    public Inspection inspection(@PathParam("name") String name, @RestQuery @Nullable String rows) {
        StoredCollection collection = collections.find(name);
        Matrix vectors = rows == null
                ? collection.sample(INSPECTED, SEED)
                : selected(
                        collection,
                        RowList.read("rows", rows).stream().distinct().toList());
        if (vectors.rows() == 0) {
            throw new Fault.NotFound("collection %s is empty; there is nothing to inspect yet".formatted(name));
        }
        return Inspection.of(vectors, (long) vectors.values().length * Float.BYTES, "float32");
    }

    private static Matrix selected(StoredCollection collection, List<Integer> rows) {
        try {
            return collection.vectors(rows);
        } catch (IllegalArgumentException e) {
            BitSet live = collection.liveRows();
            int missing =
                    rows.stream().filter(row -> !live.get(row)).findFirst().orElseThrow(() -> e);
            throw new Fault.NotFound("collection %s has nothing in row %d"
                    .formatted(collection.spec().name(), missing));
        }
    }

    @GET
    @Path("{name}/columns/{field}")
    public Column column(@PathParam("name") String name, @PathParam("field") String field) {
        return collections.find(name).column(field);
    }

    @GET
    @Path("{name}/drift")
    public Drift drift(@PathParam("name") String name, @RestQuery @Nullable String since) {
        return Drift.of(collections.find(name), Drift.since(since));
    }
}
