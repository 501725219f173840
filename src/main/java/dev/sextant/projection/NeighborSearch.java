package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Random;
import java.util.stream.IntStream;

/// Finds the nearest rows of every row.
///
/// The idea: of equal rows one is looked at. Matrix products in float32 choose a few rows more than are asked for, of
/// all
/// rows ([ExactSearch]) or, where there are many, of those in the nearest cells ([CellSearch], ADR 16), and those are
/// scored in double precision ([Ranking]). So equal rows are exactly 0 apart, ties go to
/// the lower row, and how kernels round matters only where more than [#SPARE] rows beyond the last neighbor are as near
/// as float32 can tell.
///
/// Memory: one copy of the rows in native memory, and `8 (count + SPARE)` bytes a row beside the result. Work is split
/// into the same blocks for any number of threads, so the result is the same too.
public final class NeighborSearch {
    static final String STAGE = "neighbors";

    /// Rows beyond those asked for that are scored in double precision.
    private static final int SPARE = 8;

    /// Distinct rows up to which all are compared with all: there that takes about twice as long as cells do.
    static final int EXACT_ROWS = 65_536;

    private NeighborSearch() {}

    /// The nearest rows of every row, the row itself left out. Exact up to [#EXACT_ROWS] distinct rows; beyond, of 15
    /// neighbors about one in thirty may be missed, and a farther one in its place.
    ///
    /// @param vectors `[n × d]`, finite
    /// @param count neighbors a row, 0 or more; `n - 1` where there are no more
    /// @param seed of the cells
    /// @param progress hears of one stage
    /// @throws java.util.concurrent.CancellationException if `progress` says so
    public static Neighbors find(Matrix vectors, Distance distance, int count, long seed, Progress progress) {
        return find(vectors, distance, count, seed, EXACT_ROWS, progress);
    }

    static Neighbors find(Matrix vectors, Distance distance, int count, long seed, int exactRows, Progress progress) {
        int kept = Math.clamp(vectors.rows() - 1, 0, count);
        DistinctRows groups = DistinctRows.of(vectors);
        Sought sought = Sought.of(vectors, groups, distance);
        Shortlists shortlists = shortlists(vectors, sought, distance, kept, seed, exactRows, progress);
        Ranking ranking = new Ranking(groups, RowDistances.within(vectors, distance), kept);
        Found found = new Found(vectors.rows(), kept);
        Blocks.of(groups.count()).forEach((from, to) -> {
            for (int group = from; group < to; group++) {
                long[] ranked = ranking.ranked(groups.member(group, 0), sought.near(group, kept + 1, shortlists));
                for (int rank = 0; rank < groups.size(group); rank++) {
                    found.put(groups.member(group, rank), ranked, groups.member(group, rank));
                }
            }
        });
        return found.neighbors();
    }

    private static Shortlists shortlists(
            Matrix vectors, Sought sought, Distance distance, int kept, long seed, int exactRows, Progress progress) {
        if (kept == 0 || sought.count() < 2) {
            return new Shortlists(sought.count(), 0);
        }
        int[] rows = sought.rows();
        int count = Math.min(kept + SPARE, rows.length - 1);
        try (FramedRows framed = FramedRows.of(vectors, rows, Frame.of(vectors, rows, distance))) {
            return rows.length <= exactRows
                    ? ExactSearch.within(framed, count, progress)
                    : CellSearch.within(framed, Cells.of(framed, new Random(seed)), count, progress);
        }
    }

    /// The nearest rows of queries, which are other rows.
    ///
    /// @param queries `[m × d]`, finite
    /// @param rows `[n × d]`, finite
    /// @param count neighbors a query, 0 or more; `n` where there are no more
    /// @param progress hears of one stage
    /// @return `[m × count]`, row numbers of `rows`; a query that equals a row has it 0 apart
    /// @throws java.util.concurrent.CancellationException if `progress` says so
    public static Neighbors between(Matrix queries, Matrix rows, Distance distance, int count, Progress progress) {
        int kept = Math.min(rows.rows(), count);
        DistinctRows groups = DistinctRows.of(rows);
        Sought sought = Sought.of(rows, groups, distance);
        Shortlists shortlists = shortlists(queries, rows, sought, distance, kept, progress);
        Ranking ranking = new Ranking(groups, RowDistances.between(queries, rows, distance), kept);
        Found found = new Found(queries.rows(), kept);
        Blocks.of(queries.rows()).forEach((from, to) -> {
            for (int query = from; query < to; query++) {
                boolean isZeros = distance == Distance.COSINE && queries.rowLength(query) == 0;
                int[] near = isZeros ? sought.nearZeros(kept) : sought.nearQuery(query, shortlists);
                found.put(query, ranking.ranked(query, near), Found.NONE);
            }
        });
        return found.neighbors();
    }

    private static Shortlists shortlists(
            Matrix queries, Matrix rows, Sought sought, Distance distance, int kept, Progress progress) {
        if (kept == 0 || sought.count() == 0) {
            return new Shortlists(queries.rows(), 0);
        }
        int[] chosen = sought.rows();
        Frame frame = Frame.of(rows, chosen, distance);
        int[] all = IntStream.range(0, queries.rows()).toArray();
        try (FramedRows framed = FramedRows.of(rows, chosen, frame);
                FramedRows framedQueries = FramedRows.of(queries, all, frame)) {
            return ExactSearch.between(framedQueries, framed, Math.min(kept + SPARE, sought.count()), progress);
        }
    }
}
