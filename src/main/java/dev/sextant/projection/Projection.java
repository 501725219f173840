package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;

/// Where every row lies on a map, and what was found out on the way.
///
/// @param method what was done in the end; PCA where there were too few rows for UMAP
/// @param points `[rows × components]`, finite
/// @param neighbors of every row in the original space, at least 15 where there are so many other rows
/// @param neighborhood rows of a neighborhood that UMAP took, the row itself included; fewer than asked for where there
///     are no more, and 0 for PCA
/// @param explainedVariance share of the variance that each component keeps; empty for UMAP
/// @param note what was done otherwise than asked for, and why; empty where nothing was
public record Projection(
        Method method,
        Matrix points,
        Neighbors neighbors,
        int neighborhood,
        List<Double> explainedVariance,
        String note) {}
