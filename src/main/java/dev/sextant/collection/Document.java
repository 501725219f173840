package dev.sextant.collection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A document as it was sent.
///
/// @param id unique in its collection
/// @param metadata fields by name; a value is a `String`, a `Number`, a `Boolean` or a list of these
/// @param updatedAt when its text or metadata last changed, in milliseconds
public record Document(String id, String text, Map<String, Object> metadata, Instant updatedAt) {

    /// Whether text and metadata are the same, however their numbers are kept.
    public boolean sameAs(Document other) {
        return text.equals(other.text) && plain(metadata).equals(plain(other.metadata));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
            case List<?> list ->
                list.stream().map(element -> plain((Object) element)).toList();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            default -> value;
        };
    }
}
