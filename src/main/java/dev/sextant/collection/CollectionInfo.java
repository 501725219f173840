package dev.sextant.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What anyone may know of a collection. Of one that cannot be opened only [#name] and [#error] are known.
///
/// @param chunk how documents are split, if they are
/// @param count documents
/// @param bytes on disk
/// @param stale whether its vectors are of another version of the model, and must be made again
/// @param map what there is to say in a few words about the map that was made last, if it has one
/// @param maps the same of each of its maps
/// @param error what is wrong with it, its model or a map, if something is
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionInfo(
        String name,
        @Nullable String model,
        @Nullable String metric,
        @Nullable String storage,
        @Nullable String description,
        @Nullable Chunking chunk,
        @Nullable Long count,
        @Nullable Long bytes,
        @Nullable Boolean stale,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        MapInfo.@Nullable Brief map,
        @Nullable List<MapInfo.Brief> maps,
        @Nullable List<Summary.Field> fields,
        @Nullable String error) {

    static CollectionInfo of(StoredCollection collection, boolean stale, KeptMaps maps, @Nullable String error) {
        CollectionSpec spec = collection.spec();
        BitSet live = collection.liveRows();
        Summary summary = collection.summary();
        return new CollectionInfo(
                spec.name(),
                spec.model(),
                spec.metric().name().toLowerCase(Locale.ROOT),
                spec.storage().name().toLowerCase(Locale.ROOT),
                spec.description().isEmpty() ? null : spec.description(),
                spec.chunking().orElse(null),
                summary.count(),
                summary.bytes(),
                stale,
                summary.createdAt(),
                summary.updatedAt(),
                maps.last().map(map -> MapInfo.Brief.of(map, live)).orElse(null),
                maps.maps().stream().map(map -> MapInfo.Brief.of(map, live)).toList(),
                summary.fields(),
                error);
    }

    static CollectionInfo damaged(String name, String error) {
        return new CollectionInfo(
                name, null, null, null, null, null, null, null, null, null, null, null, null, null, error);
    }
}
