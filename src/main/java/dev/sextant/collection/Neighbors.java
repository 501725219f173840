package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import dev.sextant.wire.Check;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The documents that are nearest to one of them, the nearest first, by the collection's own metric.
///
/// @param id the document they are near to, which is not among them
public record Neighbors(String id, List<Hit> hits) {
    /// Passages of a long document that are looked around from.
    private static final int MOST_PASSAGES = 64;

    /// A document near another.
    ///
    /// @param row its best passage's place among the collection's vectors
    /// @param score similarity of that passage; larger is nearer
    public record Hit(String id, int row, double score, String text, Map<String, Object> metadata) {}

    /// Looks around from every passage of the document, and keeps each other document's best.
    static Neighbors of(StoredCollection collection, Document document, int count) {
        Matrix queries = vectors(collection, document);
        Nearest nearest = new Nearest(queries, collection.spec().metric(), count + 1, Filter.ALL, false);
        Map<String, Match> best = new HashMap<>();
        for (List<Match> matches : collection.nearest(nearest).matches()) {
            for (Match match : matches) {
                best.merge(match.id(), match, (a, b) -> a.score() >= b.score() ? a : b);
            }
        }
        best.remove(document.id());
        List<Match> matches = best.values().stream()
                .sorted(Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::id, CodePoints.ORDER))
                .limit(count)
                .toList();
        return new Neighbors(document.id(), hits(collection, matches));
    }

    private static Matrix vectors(StoredCollection collection, Document document) {
        List<Integer> rows = collection.rows(document.id());
        try {
            return collection.vectors(rows.subList(0, Math.min(rows.size(), MOST_PASSAGES)));
        } catch (IllegalArgumentException e) {
            throw new Fault.Unavailable(
                    "document %s changed while it was looked at; ask again".formatted(Check.quoted(document.id())), e);
        }
    }

    private static List<Hit> hits(StoredCollection collection, List<Match> matches) {
        Map<String, Document> documents = collection
                .documents(matches.stream().map(Match::id).toList())
                .stream()
                .collect(Collectors.toMap(Document::id, document -> document));
        return matches.stream()
                .filter(match -> documents.containsKey(match.id()))
                .map(match -> {
                    Document document = Objects.requireNonNull(documents.get(match.id()));
                    return new Hit(match.id(), match.row(), match.score(), document.text(), document.metadata());
                })
                .toList();
    }
}
