package dev.sextant.collection;

import dev.sextant.job.Work;
import dev.sextant.projection.Neighbors;
import dev.sextant.projection.Placement;
import dev.sextant.projection.Recipe;
import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Places rows that came after a collection's maps were made on each of them, without moving those that are there. A
/// row lies near the nearest of the rows that the map was made of, and its theme is what most of these have. What was
/// placed is kept batch by batch, also when the job is cancelled. A map that is damaged is passed over.
final class Placing implements Work {
    private static final int BATCH_ROWS = 8_192;

    private final StoredCollection collection;

    Placing(StoredCollection collection) {
        this.collection = collection;
    }

    @Override
    public void run(Progress progress) {
        for (KeptMap map : KeptMaps.of(collection).maps()) {
            place(map, progress);
        }
    }

    private void place(KeptMap kept, Progress progress) {
        KeptMap map = kept;
        BitSet live = collection.liveRows();
        int[] waiting = waiting(map, live);
        progress.stage("placing", waiting.length);
        for (int done = 0; done < waiting.length; ) {
            int[] batch = Arrays.copyOfRange(waiting, done, Math.min(waiting.length, done + BATCH_ROWS));
            Optional<KeptMap> more;
            try {
                more = placed(map, batch, live, progress, done);
            } catch (IllegalArgumentException e) {
                BitSet fewer = collection.liveRows();
                // Rows that came meanwhile change nothing here.
                fewer.and(live);
                if (fewer.equals(live)) {
                    throw e;
                }
                // Documents were deleted meanwhile: once more, without them.
                live = fewer;
                waiting = waiting(map, live);
                done = 0;
                continue;
            }
            if (more.isEmpty()) {
                return;
            }
            if (collection.growMap(map, more.get())) {
                map = more.get();
                done += batch.length;
                progress.step(done);
                continue;
            }
            Optional<KeptMap> now = now(map);
            if (now.isEmpty()) {
                return;
            }
            // Another process placed rows on it meanwhile: once more, without those.
            map = now.get();
            live = collection.liveRows();
            waiting = waiting(map, live);
            done = 0;
        }
    }

    /// The same map, as it is by now.
    private Optional<KeptMap> now(KeptMap map) {
        return collection.map(map.components()).filter(kept -> kept.origin().equals(map.origin()));
    }

    private static int[] waiting(KeptMap map, BitSet live) {
        BitSet waiting = (BitSet) live.clone();
        waiting.andNot(map.rows());
        return waiting.stream().toArray();
    }

    /// @return empty where none of the rows that the map was made of is left
    private Optional<KeptMap> placed(KeptMap map, int[] batch, BitSet live, Progress progress, int done) {
        BitSet anchors = (BitSet) map.rows().clone();
        anchors.andNot(map.placed());
        anchors.and(live);
        if (anchors.isEmpty()) {
            return Optional.empty();
        }
        int[] rows = anchors.stream().toArray();
        int[] positions = map.positions();
        int[] at = Arrays.stream(rows).map(row -> positions[row]).toArray();
        Recipe recipe = map.origin().recipe();
        Matrix vectors = collection.vectors(boxed(batch));
        Neighbors near = new NearestOnMap(collection, rows, recipe.distance())
                .of(
                        vectors,
                        Math.min(recipe.neighbors() - 1, rows.length),
                        seen -> progress.step(done + (long) batch.length * seen / rows.length));
        Matrix points = map.axes()
                .map(axes -> axes.place(vectors))
                .orElseGet(() -> Placement.place(near, points(map, at), recipe, dev.sextant.projection.Progress.NONE));
        return Optional.of(map.with(batch, points, themes(near, map, at), live));
    }

    private static List<Integer> boxed(int[] rows) {
        return Arrays.stream(rows).boxed().toList();
    }

    private static Matrix points(KeptMap map, int[] positions) {
        int components = map.points().columns();
        Matrix points = Matrix.zeros(positions.length, components);
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(
                    map.points().values(), positions[i] * components, points.values(), i * components, components);
        }
        return points;
    }

    /// What most of the neighbors are of, or none; the nearer theme where two have as many.
    private static int[] themes(Neighbors near, KeptMap map, int[] positions) {
        int[] themes = new int[near.rows()];
        // By theme + 1, so that rows without one have a place.
        int[] votes = new int[map.centers().rows() + 1];
        for (int row = 0; row < themes.length; row++) {
            Arrays.fill(votes, 0);
            int best = 0;
            for (int rank = 0; rank < near.count(); rank++) {
                votes[map.theme(positions[near.index(row, rank)]) + 1]++;
            }
            for (int rank = near.count() - 1; rank >= 0; rank--) {
                int theme = map.theme(positions[near.index(row, rank)]) + 1;
                best = votes[theme] >= votes[best] ? theme : best;
            }
            themes[row] = best - 1;
        }
        return themes;
    }
}
