package dev.sextant.collection.embedded;

import dev.sextant.collection.CodePoints;
import dev.sextant.collection.Found;
import dev.sextant.collection.Match;
import dev.sextant.collection.Nearest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From the nearest rows to the nearest documents: each is as near as its best passage.
final class NearestDocuments {
    private static final Comparator<Named> ORDER =
            Comparator.comparingDouble(Named::score).reversed().thenComparing(Named::id, CodePoints.ORDER);

    private final Snapshot snapshot;
    private final Nearest asked;
    private final BitSet accepted;

    NearestDocuments(Snapshot snapshot, Nearest asked) throws SQLException {
        this.snapshot = snapshot;
        this.asked = asked;
        this.accepted = snapshot.rows(asked.filter());
    }

    Found find() throws SQLException {
        List<List<Match>> matches = new ArrayList<>();
        for (int query = 0; query < asked.queries().rows(); query++) {
            matches.add(matches(asked.queries().row(query)));
        }
        return new Found(matches, true);
    }

    private List<Match> matches(float[] query) throws SQLException {
        List<Named> named = new ArrayList<>();
        for (ExactScan.Scored best : bestOfEach(query)) {
            named.add(new Named(snapshot.id(best.row()), best.row(), best.score()));
        }
        named.sort(ORDER);
        List<Match> matches = new ArrayList<>();
        for (Named match : named.subList(0, Math.min(asked.topK(), named.size()))) {
            matches.add(new Match(match.id, match.row, match.score, snapshot.passage(match.row)));
        }
        return matches;
    }

    /// Asks for more rows until they belong to enough documents: a document's passages may crowd out others.
    private List<ExactScan.Scored> bestOfEach(float[] query) {
        for (long count = asked.topK(); ; count *= 4) {
            int rows = (int) Math.min(count, Math.max(1, accepted.cardinality()));
            List<ExactScan.Scored> candidates =
                    ExactScan.search(snapshot.view().generation().rows(), query, asked.metric(), rows, accepted);
            Map<Integer, ExactScan.Scored> best = new LinkedHashMap<>();
            candidates.forEach(each -> best.putIfAbsent(snapshot.view().doc(each.row()), each));
            if (best.size() >= asked.topK() || candidates.size() >= accepted.cardinality()) {
                return List.copyOf(best.values());
            }
        }
    }

    private record Named(String id, int row, double score) {}
}
