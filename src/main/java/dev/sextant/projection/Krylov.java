package dev.sextant.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The few largest eigenvalues of a large symmetric matrix without negative ones, by block Krylov iteration: a basis of
/// vectors that have been multiplied with the matrix again and again, in which the matrix is small enough for EJML. The
/// basis is orthogonalized in full, so it may grow to the whole space, where the result is exact.
///
/// Cost: `size²` multiplications a vector of the basis, of which there are mostly a few dozen.
///
/// @see <a href="https://arxiv.org/abs/1504.05477">Musco and Musco, Randomized Block Krylov Methods</a>
final class Krylov {
    /// Below this the whole decomposition takes no longer.
    private static final int SMALL = 64;

    /// Vectors multiplied at once: that many equal eigenvalues can be told apart.
    private static final int BLOCK = 8;

    /// What is left of a vector below this part of it is rounding.
    private static final double NOTHING = 1e-10;

    /// An eigenvector is found where multiplying it is off by no more than this part of the largest eigenvalue.
    private static final double TOLERANCE = 1e-11;

    private static final double GROWTH = 1.3;
    private static final long SEED = 42;

    private final double[] matrix;
    private final int size;
    private final List<double[]> basis = new ArrayList<>();
    private final List<double[]> multiplied = new ArrayList<>();

    private Krylov(double[] matrix, int size) {
        this.matrix = matrix;
        this.size = size;
    }

    /// The largest eigenvalues.
    ///
    /// @param matrix `[size × size]`, symmetric, row-major
    /// @param count 1..size
    static Eigen largest(double[] matrix, int size, int count) {
        if (size <= SMALL) {
            return Eigen.of(matrix, size).first(count);
        }
        return new Krylov(matrix, size).largest(count);
    }

    private Eigen largest(int count) {
        List<double[]> block = start(BLOCK + count);
        double checked = 0;
        while (true) {
            int grown = grow(block);
            boolean isComplete = grown == 0 || basis.size() >= size;
            if (isComplete || basis.size() >= checked * GROWTH) {
                checked = basis.size();
                Eigen small = Eigen.of(projected(), basis.size());
                Eigen found = combined(small, count);
                if (isComplete || residual(small, found) <= TOLERANCE * found.value(0)) {
                    return found;
                }
            }
            block = multiplied.subList(multiplied.size() - grown, multiplied.size()).stream()
                    .map(double[]::clone)
                    .toList();
        }
    }

    private List<double[]> start(int vectors) {
        Random random = new Random(SEED);
        return IntStream.range(0, Math.min(vectors, size))
                .mapToObj(vector -> random.doubles(size, -1, 1).toArray())
                .toList();
    }

    /// Adds what is new in the vectors to the basis.
    ///
    /// @return how many were added
    private int grow(List<double[]> vectors) {
        int before = basis.size();
        for (double[] vector : vectors) {
            double length = Doubles.length(vector);
            // Twice is enough, once is not: what the first leaves may be little but rounding.
            orthogonalize(vector);
            orthogonalize(vector);
            double left = Doubles.length(vector);
            if (basis.size() < size && left > NOTHING * length) {
                Doubles.scale(vector, 1 / left);
                basis.add(vector);
                multiplied.add(multiply(vector));
            }
        }
        return basis.size() - before;
    }

    private void orthogonalize(double[] vector) {
        for (double[] other : basis) {
            Doubles.add(vector, other, -Doubles.dot(other, vector, 0));
        }
    }

    private double[] multiply(double[] vector) {
        double[] product = new double[size];
        Blocks.of(size).forEach((from, to) -> {
            for (int row = from; row < to; row++) {
                product[row] = Doubles.dot(vector, matrix, row * size);
            }
        });
        return product;
    }

    /// The matrix as seen in the basis, `[basis × basis]`.
    private double[] projected() {
        int count = basis.size();
        double[] projected = new double[count * count];
        for (int row = 0; row < count; row++) {
            for (int column = row; column < count; column++) {
                projected[row * count + column] = Doubles.dot(basis.get(row), multiplied.get(column), 0);
                projected[column * count + row] = projected[row * count + column];
            }
        }
        return projected;
    }

    private Eigen combined(Eigen small, int count) {
        int found = Math.min(count, small.count());
        double[][] vectors = IntStream.range(0, found)
                .mapToObj(i -> combined(basis, small.vector(i)))
                .toArray(double[][]::new);
        double[] values = IntStream.range(0, found).mapToDouble(small::value).toArray();
        return new Eigen(values, vectors);
    }

    private double[] combined(List<double[]> vectors, double[] weights) {
        double[] sum = new double[size];
        for (int i = 0; i < weights.length; i++) {
            Doubles.add(sum, vectors.get(i), weights[i]);
        }
        return sum;
    }

    /// How far the worst of the vectors is from being an eigenvector.
    private double residual(Eigen small, Eigen found) {
        double worst = 0;
        for (int i = 0; i < found.count(); i++) {
            double[] product = combined(multiplied, small.vector(i));
            Doubles.add(product, found.vector(i), -found.value(i));
            worst = Math.max(worst, Doubles.length(product));
        }
        return worst;
    }
}
