package dev.sextant.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.job.Job;
import dev.sextant.projection.MapSpec;
import dev.sextant.wire.Check;
import dev.sextant.wire.Delete;
import dev.sextant.wire.JsonBody;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// A collection's maps, one for each number of components: made in the background, kept with the collection, read as a
/// report and as points. Where it is not said which one, it is the one that was made last.
@Path("/collections/{name}/map")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class MapResource {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String GZIP = "gzip";

    private final CollectionLookup collections;
    private final MapKeeper maps;
    private final ObjectMapper json;

    @Inject
    MapResource(CollectionLookup collections, MapKeeper maps, ObjectMapper json) {
        this.collections = collections;
        this.maps = maps;
        this.json = json;
    }

    /// @param job its id, for `GET /jobs/{id}`
    public record Started(String job) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(@PathParam("name") String name, byte @Nullable [] body) throws IOException {
        StoredCollection collection = collections.find(name);
        MapSpec spec =
                JsonBody.read(json, body, MapFields.class, MapFields.DEFAULTS).checked();
        int rows = collection.liveRows().cardinality();
        if (rows == 0) {
            throw Mapping.empty(collection);
        }
        MapMemory.require(name, rows, collection.dimensions());
        Job job = maps.make(collection, spec);
        return Response.accepted(new Started(job.id()))
                .location(URI.create("/jobs/" + job.id()))
                .build();
    }

    @GET
    public MapInfo get(@PathParam("name") String name, @RestQuery @Nullable String components) {
        StoredCollection collection = collections.find(name);
        // The map first: a row that becomes empty in between is counted as such.
        KeptMap map = found(collection, components);
        MapInfo info = MapInfo.of(map, collection.liveRows());
        maps.mapIsLookedAt(name, info);
        return info;
    }

    @Delete
    public void drop(@PathParam("name") String name, @RestQuery @Nullable String components) {
        StoredCollection collection = collections.find(name);
        Integer asked = checked(components);
        List<Integer> dropped = (asked == null ? KeptMap.COMPONENTS : List.of(asked))
                .stream().filter(collection::dropMap).toList();
        if (dropped.isEmpty()) {
            throw missing(name, asked);
        }
    }

    @GET
    @Path("points")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response points(
            @PathParam("name") String name,
            @RestQuery @Nullable String components,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings,
            @Context Request request) {
        StoredCollection collection = collections.find(name);
        KeptMap map = found(collection, components);
        BitSet live = collection.liveRows();
        MapPoints points = new MapPoints(map, live);
        boolean isZipped = AcceptEncoding.allows(encodings, GZIP);
        EntityTag tag = new EntityTag(isZipped ? points.tag() + "-" + GZIP : points.tag());
        Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                    .build();
        }
        StreamingOutput body = out -> {
            if (isZipped) {
                try (GZIPOutputStream zipped = new GZIPOutputStream(out, BUFFER_BYTES)) {
                    points.write(zipped);
                }
            } else {
                points.write(out);
            }
        };
        Response.ResponseBuilder response = Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
                .tag(tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return (isZipped
                        ? response.header(HttpHeaders.CONTENT_ENCODING, GZIP)
                        : response.header(HttpHeaders.CONTENT_LENGTH, points.bytes()))
                .build();
    }

    private static KeptMap found(StoredCollection collection, @Nullable String components) {
        Integer asked = checked(components);
        return (asked == null ? last(collection) : collection.map(asked))
                .orElseThrow(() -> missing(collection.spec().name(), asked));
    }

    /// What is wrong with a map matters where there is no other.
    private static Optional<KeptMap> last(StoredCollection collection) {
        KeptMaps maps = KeptMaps.of(collection);
        Optional<KeptMap> last = maps.last();
        if (last.isEmpty() && !maps.damages().isEmpty()) {
            throw maps.damages().getFirst();
        }
        return last;
    }

    private static @Nullable Integer checked(@Nullable String components) {
        Integer asked = Check.number("components", components);
        return asked == null
                ? null
                : (Integer)
                        Check.range("components", asked, KeptMap.COMPONENTS.getFirst(), KeptMap.COMPONENTS.getLast());
    }

    private static Fault missing(String name, @Nullable Integer components) {
        return new Fault.NotFound(
                components == null
                        ? "collection %s has no map; POST /collections/%s/map makes one".formatted(name, name)
                        : "collection %s has no map with %d components; POST /collections/%s/map with {\"components\": %d} makes one"
                                .formatted(name, components, name, components));
    }
}
