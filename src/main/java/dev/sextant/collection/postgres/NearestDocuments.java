package dev.sextant.collection.postgres;

import dev.sextant.collection.Clause;
import dev.sextant.collection.CodePoints;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Found;
import dev.sextant.collection.Match;
import dev.sextant.collection.Nearest;
import dev.sextant.collection.Storage;
import dev.sextant.collection.embedded.IndexConfig;
import dev.sextant.vectors.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The nearest documents, each as near as its best passage. PostgreSQL chooses somewhat more passages than are wanted,
/// by index or by looking at all of them; they are scored again in double precision.
final class NearestDocuments {
    private static final Comparator<Match> ORDER =
            Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::id, CodePoints.ORDER);

    /// pgvector's own limit.
    private static final int LARGEST_BEAM = 1_000;

    /// Of passages that are all equally near, no more are read: a collection may hold the same text a million times.
    private static final long MOST_TIES = 16_384;

    private final Snapshot snapshot;
    private final Nearest asked;
    private final Optional<VectorIndex> index;
    private final int oversample;
    private final int leastBeam;
    private final Clause clause;
    private boolean isExact = true;

    NearestDocuments(Snapshot snapshot, CollectionSpec spec, Nearest asked, IndexConfig config) {
        this.snapshot = snapshot;
        this.asked = asked;
        this.clause = FieldColumn.clause(asked.filter());
        boolean isIndexWanted = !asked.exact()
                && snapshot.state().current().passages() > config.exactBelow()
                && VectorIndex.serves(spec, asked.metric());
        index = isIndexWanted ? VectorIndex.of(spec, snapshot.state().current().dimensions()) : Optional.empty();
        leastBeam = config.beam();
        oversample = oversample(spec.storage(), config);
    }

    private static int oversample(Storage storage, IndexConfig config) {
        return switch (storage) {
            case FLOAT -> 1;
            case INT8 -> config.int8Oversample();
            case BINARY -> config.binaryOversample();
        };
    }

    Found find() throws SQLException {
        List<List<Match>> matches = new ArrayList<>();
        for (int query = 0; query < asked.queries().rows(); query++) {
            matches.add(nearest(asked.queries().row(query)));
        }
        return new Found(matches, isExact);
    }

    private List<Match> nearest(float[] query) throws SQLException {
        if (index.isPresent()) {
            Optional<List<Match>> found = byIndex(index.get(), query);
            if (found.isPresent()) {
                isExact = false;
                return found.get();
            }
        }
        return exactly(query);
    }

    /// None where the index gives up before there are enough: the filter lets too little through. A document's passages
    /// may crowd out others, so more are asked for.
    private Optional<List<Match>> byIndex(VectorIndex used, float[] query) throws SQLException {
        for (long wanted = enough(asked.topK()) * (long) oversample; ; wanted *= 4) {
            long beam = Math.min(Math.max(wanted + wanted / 2, leastBeam), LARGEST_BEAM);
            snapshot.session().execute("SET LOCAL hnsw.ef_search = " + beam);
            List<Match> found = passages(query, used.order(), "LIMIT " + wanted, wanted);
            List<Match> best = best(found);
            if (best.size() >= asked.topK()) {
                return Optional.of(best);
            }
            if (found.size() < wanted) {
                return Optional.empty();
            }
        }
    }

    private List<Match> exactly(float[] query) throws SQLException {
        String operator = VectorIndex.operator(asked.metric());
        String distance = "vector %s ?::vector".formatted(operator);
        // Zeros have no direction, and so a cosine of 0. The index does not serve such an expression, which is meant.
        String order = asked.metric() == Metric.COSINE ? "coalesce(nullif(%s, 'NaN'), 1)" : "(%s) + 0";
        long wanted = enough(asked.topK());
        while (true) {
            List<Match> found = passages(
                    query, order.formatted(distance), "FETCH FIRST %d ROWS WITH TIES".formatted(wanted), wanted);
            List<Match> best = best(found);
            if (best.size() >= asked.topK() || found.size() < wanted) {
                return best;
            }
            wanted *= 4;
        }
    }

    /// Some more than are wanted, since PostgreSQL adds up in single precision.
    private static int enough(int topK) {
        return topK + topK / 10 + 8;
    }

    private List<Match> passages(float[] query, String order, String limit, long wanted) throws SQLException {
        float[] vector = new float[query.length];
        String from =
                asked.filter().equals(Filter.ALL) ? snapshot.state().current().table() : snapshot.joined();
        return snapshot.session()
                .list(
                        """
                        SELECT id, place, start, stop, tokens, truncated, vector_send(vector) AS sent FROM (
                            SELECT * FROM (
                                SELECT doc, place, start, stop, tokens, truncated, vector
                                FROM %s WHERE %s ORDER BY %s %s) AS tied
                            LIMIT %d) AS nearest JOIN %s USING (doc)""".formatted(
                                        from,
                                        clause.sql(),
                                        order,
                                        limit,
                                        Math.max(wanted, MOST_TIES),
                                        snapshot.state().documentTable()),
                        results -> match(results, query, vector),
                        clause.between(List.of(), VectorText.of(query)));
    }

    private Match match(ResultSet results, float[] query, float[] vector) throws SQLException {
        VectorText.read(results.getBytes("sent"), vector);
        return new Match(
                Escaped.read(results.getString("id")),
                results.getInt("place"),
                asked.metric().similarity(query, vector),
                Snapshot.passage(results));
    }

    private List<Match> best(List<Match> passages) {
        Set<String> seen = new HashSet<>();
        return passages.stream()
                .sorted(ORDER.thenComparingInt(Match::row))
                .filter(match -> seen.add(match.id()))
                .limit(asked.topK())
                .toList();
    }
}
