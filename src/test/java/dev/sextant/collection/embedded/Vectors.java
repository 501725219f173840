package dev.sextant.collection.embedded;

import dev.sextant.collection.embedded.Candidates.Candidate;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Vectors by chance, and the nearest of them by the book.
final class Vectors {
    private Vectors() {}

    static float[] random(int dimensions, Random random) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /// Unit vectors around a few centers, as those of texts lie around topics.
    static MemoryRows clustered(int count, int dimensions, int clusters, Random random) {
        Matrix centers = Matrix.zeros(clusters, dimensions);
        for (int i = 0; i < clusters; i++) {
            centers.setRow(i, random(dimensions, random));
        }
        MemoryRows rows = new MemoryRows(dimensions);
        for (int row = 0; row < count; row++) {
            rows.add(near(centers.row(random.nextInt(clusters)), random));
        }
        return rows;
    }

    /// A unit vector not far from another; any at all, where that is zero.
    static float[] near(float[] center, Random random) {
        Matrix vector = Matrix.of(1, center.length, random(center.length, random));
        double length = Norms.norm(center);
        float share = length == 0 ? 1 : (float) (0.7 * length / Math.sqrt(center.length));
        for (int i = 0; i < center.length; i++) {
            vector.values()[i] = vector.values()[i] * share + center[i];
        }
        vector.normalizeRows();
        return vector.values();
    }

    static BitSet all(Rows rows) {
        BitSet all = new BitSet();
        all.set(0, rows.count());
        return all;
    }

    static float[] row(Rows rows, int row) {
        float[] vector = new float[rows.dimensions()];
        rows.read(row, vector);
        return vector;
    }

    /// The `k` nearest and all that are tied with the last of them.
    static List<Candidate> nearest(Rows rows, BitSet accepted, float[] query, Metric metric, int k) {
        List<Candidate> all = accepted.stream()
                .mapToObj(row -> new Candidate(row, metric.similarity(query, row(rows, row))))
                .sorted(Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::row))
                .toList();
        if (all.size() <= k) {
            return all;
        }
        double last = all.get(k - 1).score();
        return all.stream().filter(candidate -> candidate.score() >= last).toList();
    }

    /// Share of the nearest that are among those found.
    static double recall(List<Candidate> nearest, List<Candidate> found) {
        return (double) nearest.stream().filter(found::contains).count() / nearest.size();
    }
}
