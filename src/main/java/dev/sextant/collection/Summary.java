package dev.sextant.collection;

import java.time.Instant;
import java.util.List;

/// A collection in numbers.
///
/// @param count documents
/// @param passages vectors that are searched; `count`, unless the collection splits documents
/// @param bytes on disk
/// @param fields metadata fields, in alphabetical order
public record Summary(long count, long passages, long bytes, Instant createdAt, Instant updatedAt, List<Field> fields) {

    /// A metadata field.
    ///
    /// @param type `string`, `number` or `boolean`; `mixed` where documents disagree
    /// @param distinct number of different values
    public record Field(String name, String type, long distinct) {}
}
