package dev.sextant.collection;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Documents by the rows of their vectors, which is what maps and hits know them by.
@Path("/collections/{name}/rows")
@Singleton
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public final class RowResource {
    private final CollectionLookup collections;

    @Inject
    RowResource(CollectionLookup collections) {
        this.collections = collections;
    }

    /// @param rows in the order asked for
    public record Rows(List<Row> rows) {}

    /// @param document `null` where the row is empty by now
    public record Row(int row, @Nullable Document document) {}

    @GET
    public Rows rows(@PathParam("name") String name, @RestQuery @Nullable String ids) {
        StoredCollection collection = collections.find(name);
        List<Integer> asked = RowList.read("ids", ids);
        List<Integer> distinct = asked.stream().distinct().toList();
        List<Optional<Document>> documents = collection.atRows(distinct);
        Map<Integer, Row> rows = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            rows.put(distinct.get(i), new Row(distinct.get(i), documents.get(i).orElse(null)));
        }
        return new Rows(asked.stream().map(rows::get).toList());
    }
}
