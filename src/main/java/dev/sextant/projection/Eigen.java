package dev.sextant.projection;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// The largest eigenvalues of a symmetric matrix, largest first, and as many vectors of unit length.
final class Eigen {
    private final double[] values;
    private final double[][] vectors;

    /// @param values largest first
    /// @param vectors of unit length, orthogonal, as many as values
    Eigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /// All of them, by EJML: O(size³).
    ///
    /// @param matrix `[size × size]`, symmetric, row-major
    static Eigen of(double[] matrix, int size) {
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(size, true, true);
        if (!decomposition.decompose(DMatrixRMaj.wrap(size, size, matrix.clone()))) {
            throw new IllegalStateException("the eigenvalues of a %d × %d matrix were not found".formatted(size, size));
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(
                        decomposition.getEigenvalue(b).getReal(),
                        decomposition.getEigenvalue(a).getReal()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[size];
        double[][] vectors = new double[size][];
        for (int i = 0; i < size; i++) {
            values[i] = decomposition.getEigenvalue(order[i]).getReal();
            vectors[i] = decomposition.getEigenVector(order[i]).getData();
        }
        return new Eigen(values, vectors);
    }

    /// How many there are.
    int count() {
        return values.length;
    }

    double value(int index) {
        return values[index];
    }

    /// Not a copy.
    double[] vector(int index) {
        return vectors[index];
    }

    /// The first of them.
    Eigen first(int count) {
        return new Eigen(Arrays.copyOf(values, count), Arrays.copyOf(vectors, count));
    }

    /// The same values with other vectors.
    Eigen withVectors(double[][] others) {
        return new Eigen(values, others);
    }
}
