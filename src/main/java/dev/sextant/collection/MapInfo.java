package dev.sextant.collection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.Quality;
import java.time.Instant;
import java.util.BitSet;

/// What there is to say about a collection's map, its points aside.
///
/// @param n rows on the map that are not empty
/// @param placed how many of them came after the map was made, and were placed on it
/// @param waiting rows of the collection that are not on the map yet
/// @param createdAt when the map was made
/// @param report quality and explained variance are those of the rows that it was made of; sizes of themes are counted
///     now, and representatives are rows
public record MapInfo(
        int n,
        int placed,
        int waiting,
        Instant createdAt,
        @JsonUnwrapped MapReport report) {

    static MapInfo of(KeptMap map, BitSet live) {
        int shown = map.count(live);
        BitSet placed = (BitSet) map.placed().clone();
        placed.and(live);
        return new MapInfo(
                shown,
                placed.cardinality(),
                live.cardinality() - shown,
                map.origin().createdAt(),
                map.report(live));
    }

    /// A map in a few words, for lists of collections.
    ///
    /// @param n rows on it
    public record Brief(int n, int components, String method, Quality quality) {
        static Brief of(KeptMap map, BitSet live) {
            MapReport report = map.origin().report();
            return new Brief(map.count(live), report.components(), report.method(), report.quality());
        }
    }
}
