package dev.sextant.collection.embedded;

import dev.sextant.vectors.Metric;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// JVector's graph over the first rows, in which a search walks from near to nearer. Searches and [#extend] may run at
/// once. Takes about 350 bytes of heap a row.
final class ProximityGraph {
    /// Most neighbors of a row; the settings are measured in ADR 15.
    static final int NEIGHBORS = 16;

    private static final int BUILD_BEAM = 100;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    /// Builds graphs of all collections, so that several do not take more than the machine has.
    private static final ForkJoinPool BUILDERS = new ForkJoinPool();

    private final Metric metric;
    private final GraphScores scores;
    private final GraphIndexBuilder builder;
    private final OnHeapGraphIndex graph;
    private volatile int covered;

    // The constructor that is not deprecated asks the operating system for cores and JMX for settings.
    @SuppressWarnings("deprecation")
    ProximityGraph(Rows rows, Norms norms, Metric metric) {
        this.metric = metric;
        scores = new GraphScores(rows, norms, metric);
        builder = new GraphIndexBuilder(
                scores, rows.dimensions(), NEIGHBORS, BUILD_BEAM, OVERFLOW, ALPHA, true, false, BUILDERS, BUILDERS);
        graph = (OnHeapGraphIndex) builder.getGraph();
    }

    Metric metric() {
        return metric;
    }

    /// How many rows it covers: all below this that were live when they were taken in.
    int covered() {
        return covered;
    }

    void setCovered(int covered) {
        this.covered = covered;
    }

    OnHeapGraphIndex graph() {
        return graph;
    }

    GraphScores scores() {
        return scores;
    }

    /// Takes in the rows that are live, on all cores. Not to be called by two threads at once.
    ///
    /// @param toRow one past the last
    void extend(BitSet live, int toRow) {
        onAllCores(
                IntStream.range(covered, toRow).filter(live::get),
                row -> builder.addGraphNode(row, scores.searchProviderFor(row)));
        covered = toRow;
    }

    static void onAllCores(IntStream numbers, IntConsumer action) {
        BUILDERS.submit(() -> numbers.parallel().forEach(action)).join();
    }

    /// Rows near a query, best first.
    ///
    /// @param beam how many rows to follow and to return, if there are so many
    int[] search(float[] query, int beam, Bits allowed) {
        try (GraphSearcher searcher = new GraphSearcher(graph)) {
            SearchResult found = searcher.search(scores.searchProviderFor(query), beam, allowed);
            return Arrays.stream(found.getNodes())
                    .mapToInt(nearest -> nearest.node)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
