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
    public sealed interface Condition {
        /// @param values the field's, as [FieldValues] gives them; none where the document lacks the field
        boolean holds(List<Object> values);
    }

    /// The field has one of the values.
    public record OneOf(List<Object> values) implements Condition {
        public OneOf {
            values = values.stream().map(FieldValues::plain).toList();
        }

        @Override
        public boolean holds(List<Object> found) {
            return found.stream().anyMatch(values::contains);
        }
    }

    /// The field does not have the value; a document without the field fulfils it.
    public record Not(Object value) implements Condition {
        public Not {
            value = FieldValues.plain(value);
        }

        @Override
        public boolean holds(List<Object> found) {
            return !found.contains(value);
        }
    }

    /// The field compares so with the value, which is a `String` (by code point) or a `Double`.
    public record Compares(Order order, Object value) implements Condition {
        public Compares {
            value = FieldValues.plain(value);
        }

        @Override
        public boolean holds(List<Object> found) {
            return found.stream().anyMatch(this::isInOrder);
        }

        private boolean isInOrder(Object found) {
            if (found instanceof String text && value instanceof String bound) {
                return order.allows(CodePoints.ORDER.compare(text, bound));
            }
            return found instanceof Double number
                    && value instanceof Double bound
                    && order.allows(number.compareTo(bound));
        }
    }

    /// Order of a field's value and a given one.
    public enum Order {
        GT,
        GTE,
        LT,
        LTE;

        /// As it is written in SQL.
        public String symbol() {
            return switch (this) {
                case GT -> ">";
                case GTE -> ">=";
                case LT -> "<";
                case LTE -> "<=";
            };
        }

        private boolean allows(int comparison) {
            return switch (this) {
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                case LTE -> comparison <= 0;
            };
        }
    }

    public boolean isAll() {
        return conditions.isEmpty();
    }

    /// Whether a document with this metadata is one of those meant.
    public boolean matches(Map<String, Object> metadata) {
        return conditions.entrySet().stream().allMatch(entry -> {
            List<Object> values = FieldValues.of(metadata.get(entry.getKey()));
            return entry.getValue().stream().allMatch(condition -> condition.holds(values));
        });
    }
}
