package dev.sextant.collection;

import dev.sextant.job.Job;
import dev.sextant.job.Jobs;
import dev.sextant.model.Embedder;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// Makes a collection's vectors again with its model as it is now; the old ones are searched until then.
@Path("/collections/{name}/reembed")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class ReembedResource {
    private final CollectionLookup collections;
    private final Embedder embedder;
    private final Jobs jobs;

    @Inject
    ReembedResource(CollectionLookup collections, Embedder embedder, Jobs jobs) {
        this.collections = collections;
        this.embedder = embedder;
        this.jobs = jobs;
    }

    /// @param job its id, for `GET /jobs/{id}`
    public record Started(String job) {}

    @POST
    public Response start(@PathParam("name") String name) {
        StoredCollection collection = collections.find(name);
        Job job = jobs.start("reembed", name, new Reembedding(embedder, collection));
        return Response.accepted(new Started(job.id()))
                .location(URI.create("/jobs/" + job.id()))
                .build();
    }
}
