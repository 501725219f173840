package dev.sextant.projection;

import dev.sextant.vectors.DotProducts;
import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The directions in which rows differ most: eigenvectors of the covariance, or, where there are fewer rows than
/// columns,
/// those of the rows' dot products, multiplied with the rows. Where double precision takes no noticeable time products
/// are computed in it; else in float32, of rows less their mean, which is off by about 1e-7 of all variance.
final class Directions {
    /// Products that double precision takes some hundredths of a second for.
    private static final long FEW_PRODUCTS = 200_000_000;

    /// A share of the variance below this is rounding.
    private static final double NOTHING = 1e-12;

    private static final double NOTHING_IN_FLOATS = 1e-6;

    /// Loadings that differ by no more than this part are of one size.
    private static final double SAME = 1e-6;

    private Directions() {}

    /// Finds directions.
    ///
    /// @param variance sum of the framed rows' squares
    /// @param count most directions
    /// @return squares along each direction, and directions; only those along which there is more than rounding
    static Eigen of(Matrix rows, Frame frame, double variance, int count, Progress progress) {
        int most = Math.min(count, Math.min(rows.rows() - 1, rows.columns()));
        if (variance == 0 || most < 1) {
            return new Eigen(new double[0], new double[0][]);
        }
        boolean isByRows = rows.rows() < rows.columns();
        long products = (long) rows.rows() * rows.columns() * Math.min(rows.rows(), rows.columns()) / 2;
        boolean isExact = products <= FEW_PRODUCTS;
        Eigen found = isByRows ? ofRows(rows, frame, most, isExact) : ofColumns(rows, frame, most, isExact, progress);
        double least = variance * (isByRows && !isExact ? NOTHING_IN_FLOATS : NOTHING);
        int kept = (int) IntStream.range(0, found.count())
                .filter(i -> found.value(i) > least)
                .count();
        return oriented(found.first(kept));
    }

    private static Eigen ofColumns(Matrix rows, Frame frame, int count, boolean isExact, Progress progress) {
        double[] products =
                isExact ? Doubles.products(columns(framed(rows, frame))) : Scatter.of(rows, frame, progress);
        return Krylov.largest(products, rows.columns(), count);
    }

    private static Eigen ofRows(Matrix rows, Frame frame, int count, boolean isExact) {
        double[][] framed = framed(rows, frame);
        Eigen found = Krylov.largest(isExact ? Doubles.products(framed) : products(framed), framed.length, count);
        double[][] directions = new double[found.count()][rows.columns()];
        for (int i = 0; i < directions.length; i++) {
            for (int row = 0; row < framed.length; row++) {
                Doubles.add(directions[i], framed[row], found.vector(i)[row]);
            }
            Doubles.scale(directions[i], 1 / Math.max(Double.MIN_NORMAL, Doubles.length(directions[i])));
        }
        return found.withVectors(directions);
    }

    private static double[] products(double[][] framed) {
        Matrix floats = Matrix.zeros(framed.length, framed[0].length);
        for (int i = 0; i < floats.values().length; i++) {
            floats.values()[i] = (float) framed[i / floats.columns()][i % floats.columns()];
        }
        float[] products = DotProducts.of(floats, floats).values();
        return IntStream.range(0, products.length).mapToDouble(i -> products[i]).toArray();
    }

    private static double[][] framed(Matrix rows, Frame frame) {
        double[][] framed = new double[rows.rows()][rows.columns()];
        for (int row = 0; row < framed.length; row++) {
            frame.read(rows, row, framed[row]);
        }
        return framed;
    }

    private static double[][] columns(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToObj(column ->
                        Arrays.stream(rows).mapToDouble(row -> row[column]).toArray())
                .toArray(double[][]::new);
    }

    private static Eigen oriented(Eigen found) {
        for (int i = 0; i < found.count(); i++) {
            double[] direction = found.vector(i);
            double largest = DoubleStream.of(direction).map(Math::abs).max().orElse(0);
            double first = DoubleStream.of(direction)
                    .filter(loading -> Math.abs(loading) >= largest * (1 - SAME))
                    .findFirst()
                    .orElse(1);
            Doubles.scale(direction, Math.signum(first));
        }
        return found;
    }
}
