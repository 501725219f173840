package dev.sextant.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.job.Job;
import dev.sextant.projection.MapSpec;
import dev.sextant.wire.JsonFault;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A collection's map: made in the background, kept with the collection, read as a report and as points.
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
        MapSpec spec = read(body == null ? new byte[0] : body).checked();
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

    /// Nothing is as good as an object without fields.
    private MapFields read(byte[] body) throws IOException {
        if (body.length == 0) {
            return MapFields.DEFAULTS;
        }
        try {
            MapFields fields = json.readValue(body, MapFields.class);
            return fields == null ? MapFields.DEFAULTS : fields;
        } catch (JsonProcessingException e) {
            throw JsonFault.of(e, body);
        }
    }

    @GET
    public MapInfo get(@PathParam("name") String name) {
        StoredCollection collection = collections.find(name);
        // The map first: a row that becomes empty in between is counted as such.
        KeptMap map = found(collection);
        MapInfo info = MapInfo.of(map, collection.liveRows());
        maps.mapIsLookedAt(name, info);
        return info;
    }

    @DELETE
    public void drop(@PathParam("name") String name) {
        if (!collections.find(name).dropMap()) {
            throw missing(name);
        }
    }

    @GET
    @Path("points")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response points(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings,
            @Context Request request) {
        StoredCollection collection = collections.find(name);
        KeptMap map = found(collection);
        BitSet live = collection.liveRows();
        MapPoints points = new MapPoints(map, live);
        boolean isZipped =
                encodings != null && encodings.toLowerCase(Locale.ROOT).contains(GZIP);
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

    private static KeptMap found(StoredCollection collection) {
        return collection.map().orElseThrow(() -> missing(collection.spec().name()));
    }

    private static Fault missing(String name) {
        return new Fault.NotFound("collection %s has no map; POST /collections/%s/map makes one".formatted(name, name));
    }
}
