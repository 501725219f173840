package dev.sextant.collection.embedded;

import dev.sextant.vectors.Metric;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;

/// Tells JVector how near rows are, straight from where they lie: JVector never sees a vector. Scores order rows as
/// the metric does and are not negative, since JVector drops what is.
final class GraphScores implements BuildScoreProvider {
    private final Rows rows;
    private final Norms norms;
    private final Metric metric;

    /// @param metric any but [Metric#MANHATTAN]
    GraphScores(Rows rows, Norms norms, Metric metric) {
        this.rows = rows;
        this.norms = norms;
        this.metric = metric;
    }

    SearchScoreProvider searchProviderFor(float[] vector) {
        return provider(vector, (float) Norms.norm(vector));
    }

    @Override
    public SearchScoreProvider searchProviderFor(int row) {
        float[] vector = new float[rows.dimensions()];
        rows.read(row, vector);
        return provider(vector, norms.of(row));
    }

    @Override
    public SearchScoreProvider diversityProviderFor(int row) {
        return searchProviderFor(row);
    }

    @Override
    public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
        throw new UnsupportedOperationException("vectors are known by their rows");
    }

    @Override
    public VectorFloat<?> approximateCentroid() {
        return vts.createFloatVector(rows.dimensions());
    }

    @Override
    public boolean isExact() {
        return true;
    }

    private SearchScoreProvider provider(float[] vector, float length) {
        RowProducts products = new RowProducts(metric, vector, rows);
        ScoreFunction.ExactScoreFunction score = row -> score(products.with(row), length, norms.of(row));
        return new DefaultSearchScoreProvider(score);
    }

    private float score(float product, float a, float b) {
        return switch (metric) {
            case COSINE -> Math.max(0, (1 + (a * b == 0 ? 0 : product / (a * b))) / 2);
            case DOT -> Math.max(0, (1 + product) / 2);
            case EUCLIDEAN -> 1 / (1 + Math.max(0, a * a + b * b - 2 * product));
            case MANHATTAN -> throw new IllegalStateException("there is no graph by Manhattan distance");
        };
    }
}
