package dev.sextant.vectors;

/// How alike two vectors are. A similarity is larger the nearer they are; the two metrics that are distances become
/// `1 / (1 + distance)`.
public enum Metric {
    /// Cosine of the angle, -1..1; 0 where either vector is all zeros.
    COSINE,
    /// Inner product.
    DOT,
    /// `1 / (1 + L2 distance)`, 0..1.
    EUCLIDEAN,
    /// `1 / (1 + L1 distance)`, 0..1.
    MANHATTAN;

    /// Similarity in double precision, which is what answers give; fast kernels only choose candidates.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public double similarity(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("dimensions differ: %d and %d".formatted(a.length, b.length));
        }
        return switch (this) {
            case COSINE -> cosine(a, b);
            case DOT -> dot(a, b);
            case EUCLIDEAN -> ofDistance(euclideanDistance(a, b));
            case MANHATTAN -> ofDistance(manhattanDistance(a, b));
        };
    }

    /// The similarity of a distance, `1 / (1 + distance)`.
    public static double ofDistance(double distance) {
        return 1 / (1 + distance);
    }

    public static double euclideanDistance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double off = (double) a[i] - b[i];
            squares += off * off;
        }
        return Math.sqrt(squares);
    }

    public static double manhattanDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((double) a[i] - b[i]);
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double cosine(float[] a, float[] b) {
        double lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
        return lengths == 0 ? 0 : Math.clamp(dot(a, b) / lengths, -1, 1);
    }
}
