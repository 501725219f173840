package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rows of a group that are nearest to its center.
final class Representatives {
    private static final int MOST = 3;

    private final Matrix vectors;
    private final Distance distance;
    private final List<String> texts;

    /// @param texts of the rows, or empty: then rows are told apart by their vectors
    Representatives(Matrix vectors, Distance distance, List<String> texts) {
        this.vectors = vectors;
        this.distance = distance;
        this.texts = texts;
    }

    /// @return up to 3 rows that differ, nearest first, ties by lower row
    List<Integer> of(int[] rows, float[] center) {
        double[] nearness = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            nearness[i] = nearness(rows[i], center);
        }
        List<Integer> chosen = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        while (chosen.size() < MOST) {
            int best = best(rows, nearness, seen);
            if (best < 0) {
                break;
            }
            chosen.add(rows[best]);
            seen.add(content(rows[best]));
            nearness[best] = Double.NEGATIVE_INFINITY;
        }
        return List.copyOf(chosen);
    }

    private int best(int[] rows, double[] nearness, Set<Object> seen) {
        int best = -1;
        for (int i = 0; i < rows.length; i++) {
            boolean isNearer = nearness[i] > (best < 0 ? Double.NEGATIVE_INFINITY : nearness[best]);
            if (isNearer && !seen.contains(content(rows[i]))) {
                best = i;
            }
        }
        return best;
    }

    private Object content(int row) {
        if (!texts.isEmpty()) {
            return texts.get(row);
        }
        List<Float> values = new ArrayList<>();
        for (float value : vectors.row(row)) {
            values.add(value);
        }
        return values;
    }

    private double nearness(int row, float[] center) {
        int columns = vectors.columns();
        double product = 0;
        double squares = 0;
        double apart = 0;
        for (int i = 0; i < columns; i++) {
            double value = vectors.values()[row * columns + i];
            product += value * center[i];
            squares += value * value;
            apart += (value - center[i]) * (value - center[i]);
        }
        return switch (distance) {
            case COSINE -> squares == 0 ? 0 : product / Math.sqrt(squares);
            case EUCLIDEAN -> -apart;
        };
    }
}
