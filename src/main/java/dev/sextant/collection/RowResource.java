package dev.sextant.collection;

import dev.sextant.Fault;
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

    /// @param ids rows, separated by commas
    /// @param document ids of documents, instead of rows: each one's first row is given, those unknown are left out
    @GET
    public Rows rows(
            @PathParam("name") String name,
            @RestQuery @Nullable String ids,
            @RestQuery @Nullable List<String> document) {
        StoredCollection collection = collections.find(name);
        if (ids == null && (document == null || document.isEmpty())) {
            throw new Fault.InvalidRequest(
                    "ids is missing; it is a list of rows such as 0,7,12 (or give document, a document's id, as often as you"
                            + " like)",
                    "ids");
        }
        if (document == null || document.isEmpty()) {
            return at(collection, RowList.read("ids", ids));
        }
        if (ids != null) {
            throw new Fault.InvalidRequest("ids and document are both there; ask for rows or for documents", "ids");
        }
        List<Integer> rows = RowList.limited("document", document).stream()
                .map(collection::rows)
                .filter(own -> !own.isEmpty())
                .map(List::getFirst)
                .toList();
        return at(collection, rows);
    }

    private static Rows at(StoredCollection collection, List<Integer> asked) {
        List<Integer> distinct = asked.stream().distinct().toList();
        List<Optional<Document>> documents = collection.atRows(distinct);
        Map<Integer, Row> rows = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            rows.put(distinct.get(i), new Row(distinct.get(i), documents.get(i).orElse(null)));
        }
        return new Rows(asked.stream().map(rows::get).toList());
    }
}
