package dev.sextant.collection;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a metadata field says to filters: each different value once, as a `String`, a `Double` or a `Boolean`.
public final class FieldValues {
    private FieldValues() {}

    /// @param value a `String`, a `Number`, a `Boolean`, a list of these, or `null` where the field is absent
    public static List<Object> of(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list ->
                list.stream()
                        .filter(Objects::nonNull)
                        .map(FieldValues::plain)
                        .distinct()
                        .toList();
            default -> List.of(plain(value));
        };
    }

    /// Numbers are compared as doubles, and zero has no sign.
    static Object plain(Object value) {
        return value instanceof Number number ? (Object) (number.doubleValue() + 0.0) : value;
    }
}
