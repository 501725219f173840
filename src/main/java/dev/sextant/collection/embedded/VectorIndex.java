package dev.sextant.collection.embedded;

import dev.sextant.collection.Storage;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the rows nearest to a query. Small sets, small shares of a set and whatever has to be exact are scanned; the
/// rest is searched in a graph with a scan of the rows beyond it, or in a compact copy. Thread-safe; what was added or
/// removed is seen by every search that starts afterwards.
final class VectorIndex implements AutoCloseable {
    /// What following one row of a beam costs, in rows of a scan by filter; measured in ADR 15.
    private static final long WALK_COST = 20;

    private final Rows rows;
    private final Metric metric;
    private final IndexConfig config;
    private final Norms norms;
    private final BlockScan scan;
    private final Optional<GraphKeeper> graph;
    private final Optional<CompactCopy> copy;

    /// Never changed, but replaced.
    private volatile BitSet live;

    /// @param rows what is searched, of which [Rows#count] are there already
    /// @param liveRows those of them that are not empty
    /// @param metric what the collection is mostly searched by
    /// @param graphFile where the graph is kept; need not exist
    VectorIndex(Rows rows, BitSet liveRows, Metric metric, Storage storage, Path graphFile, IndexConfig config) {
        this.rows = rows;
        this.metric = metric;
        this.config = config;
        live = (BitSet) liveRows.clone();
        norms = new Norms(rows);
        scan = new BlockScan(rows, norms);
        graph = storage == Storage.FLOAT && metric != Metric.MANHATTAN
                ? Optional.of(new GraphKeeper(
                        () -> new ProximityGraph(rows, norms, metric),
                        () -> live,
                        new GraphFile(graphFile, rows),
                        config.exactBelow()))
                : Optional.empty();
        copy = switch (storage) {
            case FLOAT -> Optional.empty();
            case INT8 -> Optional.of(new ByteCopy(rows, norms, config.int8Oversample()));
            case BINARY -> Optional.of(new BitCopy(rows, norms, config.binaryOversample()));
        };
        takeIn(0, rows.count());
        graph.ifPresent(keeper -> keeper.grown(rows.count()));
    }

    /// Takes in new rows, all of them live.
    ///
    /// @param toRow one past the last
    synchronized void added(int fromRow, int toRow) {
        BitSet more = (BitSet) live.clone();
        more.set(fromRow, toRow);
        takeIn(fromRow, toRow);
        live = more;
        graph.ifPresent(keeper -> keeper.grown(toRow));
    }

    /// Forgets rows.
    synchronized void removed(BitSet gone) {
        BitSet fewer = (BitSet) live.clone();
        fewer.andNot(gone);
        live = fewer;
    }

    /// Finds the rows nearest to one query.
    ///
    /// @param query `[dimensions]`
    /// @param k 1 or more
    /// @param accepted rows to look at, also some that were removed meanwhile; all live ones if it is null
    /// @param exact whether every vector must be looked at
    Candidates search(float[] query, Metric by, int k, @Nullable BitSet accepted, boolean exact) {
        return search(Matrix.of(1, query.length, query), by, k, accepted, exact).getFirst();
    }

    /// Finds the rows nearest to each query; several share the reading of the rows.
    ///
    /// @param queries `[queries × dimensions]`
    /// @return one for each query
    List<Candidates> search(Matrix queries, Metric by, int k, @Nullable BitSet accepted, boolean exact) {
        BitSet allowed = accepted == null ? live : accepted;
        int most = allowed.cardinality();
        if (most == 0) {
            return each(queries, query -> new Candidates(List.of(), true));
        }
        Search search = new Search(by, Math.min(k, most), allowed, most);
        return exact || by == Metric.MANHATTAN ? exactly(queries, search) : approximately(queries, search);
    }

    @Override
    public void close() {
        graph.ifPresent(GraphKeeper::close);
    }

    /// Bytes of memory that a compact copy takes.
    long copyBytes() {
        return copy.map(CompactCopy::bytes).orElse(0L);
    }

    /// Whether nothing is being built.
    boolean isIdle() {
        return graph.map(GraphKeeper::isIdle).orElse(true);
    }

    private void takeIn(int fromRow, int toRow) {
        norms.added(fromRow, toRow);
        copy.ifPresent(compact -> compact.added(fromRow, toRow));
    }

    /// What is searched for, whatever the query.
    private record Search(Metric by, int k, BitSet allowed, int most) {
        Ranking ranking(float[] query, int oversample) {
            return new Ranking(query, by, k, oversample);
        }
    }

    private List<Candidates> exactly(Matrix queries, Search search) {
        List<Candidates> found = new ArrayList<>(queries.rows());
        for (int from = 0; from < queries.rows(); from += BlockScan.MOST_QUERIES) {
            List<Ranking> rankings = IntStream.range(from, Math.min(queries.rows(), from + BlockScan.MOST_QUERIES))
                    .mapToObj(row -> search.ranking(queries.row(row), 1))
                    .toList();
            scan.scan(rankings, search.allowed, 0, search.allowed.length());
            rankings.forEach(ranking -> found.add(new Candidates(ranking.best(rows), true)));
        }
        return found;
    }

    private List<Candidates> approximately(Matrix queries, Search search) {
        if (copy.isPresent()) {
            return each(queries, query -> shortlist(copy.get(), query, search));
        }
        Optional<ProximityGraph> usable = graph.flatMap(GraphKeeper::graph)
                .filter(present -> search.by == metric || norms.areAllUnit())
                .filter(present -> search.most > config.exactBelow() && isWorthAWalk(present, search));
        if (usable.isEmpty()) {
            return exactly(queries, search);
        }
        return each(queries, query -> walk(usable.get(), query, search));
    }

    /// A walk that may keep one row in so many looks at so many times more of them.
    private boolean isWorthAWalk(ProximityGraph present, Search search) {
        return search.most > WALK_COST * beam(search) * present.covered() / search.most;
    }

    private int beam(Search search) {
        return Math.max(config.beam(), search.k + search.k / 2);
    }

    private static List<Candidates> each(Matrix queries, Function<float[], Candidates> search) {
        return IntStream.range(0, queries.rows())
                .mapToObj(row -> search.apply(queries.row(row)))
                .toList();
    }

    private Candidates shortlist(CompactCopy compact, float[] query, Search search) {
        Ranking ranking = search.ranking(query, Math.min(compact.oversample(), search.most));
        compact.scan(ranking, search.allowed);
        return new Candidates(ranking.best(rows), false);
    }

    private Candidates walk(ProximityGraph present, float[] query, Search search) {
        Ranking ranking = search.ranking(query, 1);
        RowProducts products = ranking.products(rows);
        int covered = present.covered();
        for (int row : present.search(query, beam(search), row -> row < covered && search.allowed.get(row))) {
            ranking.offer(row, products.with(row), norms.of(row));
        }
        scan.scan(List.of(ranking), search.allowed, covered, search.allowed.length());
        Candidates found = new Candidates(ranking.best(rows), false);
        return found.best().size() < search.k
                ? exactly(Matrix.of(1, query.length, query), search).getFirst()
                : found;
    }
}
