package dev.sextant.collection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sextant.Fault;
import dev.sextant.wire.Check;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How documents that came or changed since a moment differ from the earlier ones. Figures that need both are `null`
/// where either side is empty.
///
/// @param before vectors of earlier documents
/// @param after vectors of documents since then
/// @param meanShift L2 distance between the two centroids
/// @param spreadRatio mean distance of the later ones to their centroid, over that of the earlier ones to theirs
/// @param farShare share of the later ones that are farther from what the earlier ones are about than 99 % of those
///     are
/// @param farFrom what that is measured from: the nearest theme's center of the map that was made last, or the centroid
///     where there is no map with themes that can be read
public record Drift(
        long before,
        long after,
        @Nullable Double meanShift,
        @Nullable Double spreadRatio,
        @Nullable Double farShare,
        @Nullable FarFrom farFrom) {
    static final double FAR = 0.99;

    /// What a document is far from.
    public enum FarFrom {
        @JsonProperty("theme")
        THEME,
        @JsonProperty("centroid")
        CENTROID
    }

    /// @throws Fault.InvalidRequest if it is no moment
    static Instant since(@Nullable String since) {
        if (since == null) {
            throw new Fault.InvalidRequest("since is missing; it is a moment such as 2026-01-31T00:00:00Z", "since");
        }
        try {
            // A plus sign that was not encoded has become a space.
            return OffsetDateTime.parse(since.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw new Fault.InvalidRequest(
                    "since is %s; it is a moment such as 2026-01-31T00:00:00Z".formatted(Check.quoted(since)), "since");
        }
    }

    /// Reads the vectors twice, first for the centroids, then for distances to them; keeps 4 bytes a vector.
    static Drift of(StoredCollection collection, Instant since) {
        Centroid old = new Centroid(collection.dimensions());
        Centroid recent = new Centroid(collection.dimensions());
        collection.forEachVector((updatedAt, vector) -> (updatedAt.isBefore(since) ? old : recent).add(vector));
        if (old.count == 0 || recent.count == 0) {
            return counted(old.count, recent.count);
        }
        double[] oldMean = old.mean();
        double[] recentMean = recent.mean();
        Distances oldToOld = new Distances();
        Distances recentToOld = new Distances();
        Distances recentToRecent = new Distances();
        Optional<ThemeDistances> themes = themes(collection);
        collection.forEachVector((updatedAt, vector) -> {
            boolean isOld = updatedAt.isBefore(since);
            if (isOld) {
                oldToOld.add(distance(vector, oldMean));
            } else {
                recentToOld.add(distance(vector, oldMean));
                recentToRecent.add(distance(vector, recentMean));
            }
            themes.ifPresent(centers -> centers.add(vector, isOld));
        });
        if (oldToOld.count() == 0 || recentToOld.count() == 0) {
            // Documents were deleted between the two readings.
            return counted(oldToOld.count(), recentToOld.count());
        }
        double spread = oldToOld.mean();
        return new Drift(
                oldToOld.count(),
                recentToOld.count(),
                distance(oldMean, recentMean),
                spread == 0 ? null : (Double) (recentToRecent.mean() / spread),
                themes.map(ThemeDistances::farShare).orElseGet(() -> recentToOld.shareBeyond(oldToOld.quantile(FAR))),
                themes.isPresent() ? FarFrom.THEME : FarFrom.CENTROID);
    }

    private static Drift counted(long before, long after) {
        return new Drift(before, after, null, null, null, null);
    }

    private static Optional<ThemeDistances> themes(StoredCollection collection) {
        return KeptMaps.of(collection)
                .last()
                .map(KeptMap::centers)
                .filter(centers -> centers.rows() > 0 && centers.columns() == collection.dimensions())
                .map(ThemeDistances::new);
    }

    private static double distance(float[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    /// The mean of vectors that are seen once.
    private static final class Centroid {
        private final double[] sum;
        private long count;

        Centroid(int dimensions) {
            this.sum = new double[dimensions];
        }

        void add(float[] vector) {
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }

        double[] mean() {
            return Arrays.stream(sum).map(value -> value / count).toArray();
        }
    }
}
