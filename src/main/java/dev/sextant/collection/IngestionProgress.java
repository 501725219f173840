package dev.sextant.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How far an ingestion has come.
///
/// @param done documents that are kept or refused by now
/// @param total all documents, where that is known
/// @param etaSeconds time left at this rate, where the whole is known
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IngestionProgress(
        long done,
        @Nullable Long total,
        double textsPerSecond,
        @Nullable Double etaSeconds) {

    /// @param share of the whole that is done, above 0 and up to 1; `null` where it is not known
    static IngestionProgress of(long done, @Nullable Long total, @Nullable Double share, long nanos) {
        double seconds = Math.max(nanos, 1) / 1e9;
        Double part = total != null && total > 0 ? (Double) Math.min(1, (double) done / total) : share;
        Double eta = part == null || part == 0 ? null : (Double) rounded(seconds * (1 - part) / part);
        return new IngestionProgress(done, total, rounded(done / seconds), eta);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
