package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelSpace;
import dev.sextant.vectors.Inspection;
import dev.sextant.vectors.Matrix;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

    @Inject
    CollectionResource(CollectionLookup collections, Embedder embedder) {
        this.collections = collections;
        this.embedder = embedder;
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
    public Response create(@PathParam("name") String name, @Nullable CollectionRequest request) {
        CollectionStore store = collections.store();
        CollectionRequest wanted = request == null ? new CollectionRequest(null, null, null, null, null) : request;
        CollectionLookup.checkedName(name);
        ModelSpace space = embedder.space(wanted.model());
        CollectionSpec spec = wanted.spec(name, space.model());
        // Tried now, so that it does not fail at the first document.
        spec.chunking()
                .ifPresent(chunk -> embedder.split(spec.model(), List.of("ready"), chunk.tokens(), chunk.overlap()));
        CollectionStore.Created created = store.create(spec, space.fingerprint(), space.dimensions());
        return Response.status(created.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(collections.describe(created.collection()))
                .build();
    }

    @GET
    @Path("{name}")
    public CollectionInfo get(@PathParam("name") String name) {
        return collections.describe(collections.find(name));
    }

    @DELETE
    @Path("{name}")
    public void drop(@PathParam("name") String name) {
        if (!collections.store().drop(name)) {
            throw CollectionLookup.missing(name);
        }
    }

    @GET
    @Path("{name}/inspection")
    public Inspection inspection(@PathParam("name") String name) {
        Matrix sample = collections.find(name).sample(INSPECTED, SEED);
        if (sample.rows() == 0) {
            throw new Fault.NotFound("collection %s is empty; there is nothing to inspect yet".formatted(name));
        }
        return Inspection.of(sample, (long) sample.values().length * Float.BYTES, "float32");
    }

    @GET
    @Path("{name}/columns/{field}")
    public Column column(@PathParam("name") String name, @PathParam("field") String field) {
        return collections.find(name).column(field);
    }

    @GET
    @Path("{name}/drift")
    public Drift drift(@PathParam("name") String name, @org.jboss.resteasy.reactive.RestQuery @Nullable String since) {
        return Drift.of(collections.find(name), Drift.since(since));
    }
}
