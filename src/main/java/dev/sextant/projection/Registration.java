package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// Turns, mirrors, scales and shifts a new map so that the rows it shares with an old one lie as near as can be to
/// where they were: people keep their bearings. Distances within the map keep their proportions.
///
/// @see <a href="https://doi.org/10.1109/34.88573">Umeyama: Least-squares estimation of transformation
///     parameters</a>, with mirroring allowed, because a map has no right and left
public final class Registration {
    private final double[] movedCenter;
    private final double[] fixedCenter;
    private final DMatrixRMaj rotation;
    private final double scale;

    private Registration(double[] movedCenter, double[] fixedCenter, DMatrixRMaj rotation, double scale) {
        this.movedCenter = movedCenter;
        this.fixedCenter = fixedCenter;
        this.rotation = rotation;
        this.scale = scale;
    }

    /// A new map, moved onto an old one.
    ///
    /// @param moved `[shared × components]`, where shared rows lie on the new map
    /// @param fixed `[shared × components]`, where they lie on the old one
    /// @param all   `[rows × components]`, the new map
    /// @return `[rows × components]`; `all` as it is where no row is shared, only shifted where those shared
    ///     coincide on one of the maps
    /// @throws IllegalArgumentException if the shapes disagree
    public static Matrix align(Matrix moved, Matrix fixed, Matrix all) {
        if (moved.rows() != fixed.rows() || moved.columns() != fixed.columns() || moved.columns() != all.columns()) {
            throw new IllegalArgumentException("%d × %d points do not fit %d × %d and maps of %d components"
                    .formatted(moved.rows(), moved.columns(), fixed.rows(), fixed.columns(), all.columns()));
        }
        return moved.rows() == 0 ? all : of(moved, fixed).applied(all);
    }

    private static Registration of(Matrix moved, Matrix fixed) {
        int components = moved.columns();
        double[] movedCenter = center(moved);
        double[] fixedCenter = center(fixed);
        DMatrixRMaj covariance = products(fixed, fixedCenter, moved, movedCenter);
        double movedSpread = CommonOps_DDRM.trace(products(moved, movedCenter, moved, movedCenter));
        double fixedSpread = CommonOps_DDRM.trace(products(fixed, fixedCenter, fixed, fixedCenter));
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(components, components, true, true, false);
        boolean isPossible = movedSpread > 0 && fixedSpread > 0 && svd.decompose(covariance);
        double sum = 0;
        for (int i = 0; isPossible && i < components; i++) {
            sum += svd.getSingularValues()[i];
        }
        // A scale of almost nothing would fold the map into a point, because the maps have nothing in common.
        if (sum <= 1e-6 * Math.sqrt(movedSpread * fixedSpread)) {
            return new Registration(movedCenter, fixedCenter, CommonOps_DDRM.identity(components), 1);
        }
        DMatrixRMaj rotation = new DMatrixRMaj(components, components);
        CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
        return new Registration(movedCenter, fixedCenter, rotation, sum / movedSpread);
    }

    private Matrix applied(Matrix all) {
        int components = all.columns();
        Matrix applied = Matrix.zeros(all.rows(), components);
        for (int row = 0; row < all.rows(); row++) {
            for (int axis = 0; axis < components; axis++) {
                double sum = 0;
                for (int from = 0; from < components; from++) {
                    double away = all.values()[row * components + from] - movedCenter[from];
                    sum += rotation.unsafe_get(axis, from) * away;
                }
                applied.values()[row * components + axis] = (float) (fixedCenter[axis] + scale * sum);
            }
        }
        return applied;
    }

    private static double[] center(Matrix points) {
        double[] center = new double[points.columns()];
        for (int at = 0; at < points.values().length; at++) {
            center[at % center.length] += points.values()[at] / (double) points.rows();
        }
        return center;
    }

    /// `leftᵀ right` of the rows less their centers.
    private static DMatrixRMaj products(Matrix left, double[] leftCenter, Matrix right, double[] rightCenter) {
        int components = left.columns();
        DMatrixRMaj products = new DMatrixRMaj(components, components);
        for (int row = 0; row < left.rows(); row++) {
            for (int i = 0; i < components; i++) {
                for (int j = 0; j < components; j++) {
                    double a = left.values()[row * components + i] - leftCenter[i];
                    double b = right.values()[row * components + j] - rightCenter[j];
                    products.add(i, j, a * b);
                }
            }
        }
        return products;
    }
}
