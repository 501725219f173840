package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.wire.Check;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
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
    private static final int MOST_ROWS = 1_000;

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
        List<Integer> asked = parsed(ids);
        List<Integer> distinct = asked.stream().distinct().toList();
        List<Optional<Document>> documents = collection.atRows(distinct);
        Map<Integer, Row> rows = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            rows.put(distinct.get(i), new Row(distinct.get(i), documents.get(i).orElse(null)));
        }
        return new Rows(asked.stream().map(rows::get).toList());
    }

    private static List<Integer> parsed(@Nullable String ids) {
        if (ids == null || ids.isBlank()) {
            throw new Fault.InvalidRequest("ids is missing; it is a list of rows such as 0,7,12", "ids");
        }
        List<Integer> rows = new ArrayList<>();
        for (String id : ids.split(",", -1)) {
            Integer row = Check.number("ids", id.strip());
            rows.add(Check.range("ids", row == null ? -1 : row, 0, Integer.MAX_VALUE));
        }
        if (rows.size() > MOST_ROWS) {
            throw new Fault.TooLarge(
                    "ids has %d rows; at most %d are given at once".formatted(rows.size(), MOST_ROWS),
                    "ids",
                    MOST_ROWS,
                    rows.size());
        }
        return rows;
    }
}
