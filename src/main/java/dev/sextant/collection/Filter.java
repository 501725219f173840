package dev.sextant.collection;

import java.util.List;
import java.util.Map;

/// What a document's metadata must be like: every condition must hold. A field that is a list holds where one of its
/// elements does.
///
/// @param conditions by field
public record Filter(Map<String, List<Condition>> conditions) {
    /// Every document.
    public static final Filter ALL = new Filter(Map.of());

    /// What one field must be like. Values are `String`, `Double` or `Boolean`; kinds are never equal to each other.
    public sealed interface Condition {}

    /// The field has one of the values.
    public record OneOf(List<Object> values) implements Condition {}

    /// The field does not have the value; a document without the field fulfils it.
    public record Not(Object value) implements Condition {}

    /// The field compares so with the value, which is a `String` (by code point) or a `Double`.
    public record Compares(Order order, Object value) implements Condition {}

    /// Order of a field's value and a given one.
    public enum Order {
        GT,
        GTE,
        LT,
        LTE
    }

    public boolean isAll() {
        return conditions.isEmpty();
    }
}
