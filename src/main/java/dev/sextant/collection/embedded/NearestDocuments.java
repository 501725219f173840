package dev.sextant.collection.embedded;

import dev.sextant.collection.CodePoints;
import dev.sextant.collection.Found;
import dev.sextant.collection.Match;
import dev.sextant.collection.Nearest;
import dev.sextant.collection.embedded.Candidates.Candidate;
import dev.sextant.vectors.Matrix;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
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
        List<Candidates> first = search(asked.queries(), asked.topK());
        List<List<Match>> matches = new ArrayList<>();
        boolean isExact = true;
        for (int query = 0; query < asked.queries().rows(); query++) {
            Candidates enough = enough(asked.queries().row(query), first.get(query));
            isExact &= enough.exact();
            matches.add(matches(enough));
        }
        return new Found(matches, isExact);
    }

    private List<Candidates> search(Matrix queries, int count) {
        return snapshot.view().generation().index().search(queries, asked.metric(), count, accepted, asked.exact());
    }

    /// Asks for more rows until they belong to enough documents: a document's passages may crowd out others.
    private Candidates enough(float[] query, Candidates candidates) {
        int all = accepted.cardinality();
        long count = asked.topK();
        while (count < all && bestOfEach(candidates).size() < asked.topK()) {
            count *= 4;
            candidates = search(Matrix.of(1, query.length, query), (int) Math.min(count, all))
                    .getFirst();
        }
        return candidates;
    }

    private Collection<Candidate> bestOfEach(Candidates candidates) {
        Map<Integer, Candidate> best = new LinkedHashMap<>();
        candidates.best().forEach(each -> best.putIfAbsent(snapshot.view().doc(each.row()), each));
        return best.values();
    }

    private List<Match> matches(Candidates candidates) throws SQLException {
        List<Named> named = new ArrayList<>();
        for (Candidate best : bestOfEach(candidates)) {
            named.add(new Named(snapshot.id(best.row()), best.row(), best.score()));
        }
        named.sort(ORDER);
        List<Match> matches = new ArrayList<>();
        for (Named match : named.subList(0, Math.min(asked.topK(), named.size()))) {
            matches.add(new Match(match.id, match.row, match.score, snapshot.passage(match.row)));
        }
        return matches;
    }

    private record Named(String id, int row, double score) {}
}
