package dev.sextant.collection;

import dev.sextant.wire.Problem;
import java.util.List;

/// What became of documents that came in.
///
/// @param added were not there before
/// @param updated have another text or other metadata now
/// @param unchanged were there as they are
/// @param failed the first of those that were refused, at most [#LISTED]
/// @param failedCount all that were refused
public record IngestionReport(long added, long updated, long unchanged, List<Failure> failed, long failedCount) {
    /// How many refused documents are told apart.
    public static final int LISTED = 1_000;

    /// A document that was refused.
    ///
    /// @param index its place among those that came with it, from 0
    public record Failure(long index, Problem error) {}

    /// All documents that were answered for.
    public long done() {
        return added + updated + unchanged + failedCount;
    }
}
