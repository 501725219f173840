package dev.sextant.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.wire.Check;
import dev.sextant.wire.Delete;
import dev.sextant.wire.EventSink;
import dev.sextant.wire.Functions;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jobs, to be watched and cancelled.
@Path("/jobs")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {
    /// How often a stream says that it is still there, so that a client that has gone is found out.
    private static final long PULSE_MILLIS = 5_000;

    /// Least time between two events.
    private static final long PAUSE_MILLIS = 200;

    private final Jobs jobs;
    private final ObjectMapper json;
    private final Functions functions;

    @Inject
    JobResource(Jobs jobs, ObjectMapper json, Functions functions) {
        this.jobs = jobs;
        this.json = json;
        this.functions = functions;
    }

    /// All jobs, the newest first.
    public record JobList(List<Job> jobs) {}

    @GET
    public JobList all() {
        requireJobs();
        return new JobList(jobs.all());
    }

    @GET
    @Path("{id}")
    @Produces({MediaType.APPLICATION_JSON, EventSink.MEDIA_TYPE})
    public Response one(@PathParam("id") String id, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        Job job = found(id);
        if (!EventSink.isWanted(accept)) {
            return Response.ok(job, MediaType.APPLICATION_JSON).build();
        }
        StreamingOutput events = out -> watch(job, out);
        return Response.ok(events, EventSink.MEDIA_TYPE).build();
    }

    @Delete
    @Path("{id}")
    public Job cancel(@PathParam("id") String id) {
        found(id);
        return jobs.cancel(id).orElseThrow(() -> missing(id));
    }

    private void watch(Job first, OutputStream out) throws IOException {
        EventSink events = new EventSink(out, json);
        Job job = first;
        try {
            while (!job.state().isFinal()) {
                events.send("progress", job);
                Thread.sleep(PAUSE_MILLIS);
                job = jobs.await(job, PULSE_MILLIS).orElse(job);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the server is shutting down");
        }
        events.send(job.state() == Job.State.FAILED ? "error" : "done", job);
    }

    private Job found(String id) {
        requireJobs();
        return jobs.find(id).orElseThrow(() -> missing(id));
    }

    private static Fault missing(String id) {
        return new Fault.NotFound("there is no job %s; GET /jobs lists them".formatted(Check.quoted(id)));
    }

    private void requireJobs() {
        if (!functions.serveCollections()) {
            throw new Fault.NotFound("this server keeps no collections and has no jobs; see sextant.functions");
        }
    }
}
