package dev.sextant.collection.embedded;

import dev.sextant.collection.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// A filter in SQL: a condition on the column `doc`, which the index of table `field` answers.
///
/// @param sql values are question marks
/// @param parameters what they stand for
record Clause(String sql, List<Object> parameters) {

    static Clause of(Filter filter) {
        List<String> parts = new ArrayList<>(List.of("1"));
        List<Object> parameters = new ArrayList<>();
        filter.conditions()
                .forEach((field, conditions) -> conditions.forEach(condition -> {
                    Clause clause = of(field, condition);
                    parts.add(clause.sql);
                    parameters.addAll(clause.parameters);
                }));
        return new Clause(String.join(" AND ", parts), parameters);
    }

    private static Clause of(String field, Filter.Condition condition) {
        return switch (condition) {
            case Filter.OneOf oneOf -> anyOf(field, oneOf.values());
            case Filter.Not not -> new Clause("NOT (%s)".formatted(is(1, "=")), values(field, List.of(not.value())));
            case Filter.Compares compares ->
                new Clause(is(1, symbol(compares.order())), values(field, List.of(compares.value())));
        };
    }

    /// Each kind of value has its own stretch of the index.
    private static Clause anyOf(String field, List<Object> values) {
        List<String> parts = new ArrayList<>(List.of("0"));
        List<Object> parameters = new ArrayList<>();
        for (FieldType type : FieldType.values()) {
            List<Object> ofType =
                    values.stream().filter(value -> FieldType.of(value) == type).toList();
            if (!ofType.isEmpty()) {
                parts.add(is(ofType.size(), "IN"));
                parameters.addAll(values(field, ofType));
            }
        }
        return new Clause("(%s)".formatted(String.join(" OR ", parts)), parameters);
    }

    private static String is(int count, String symbol) {
        String marks = String.join(", ", Collections.nCopies(count, "?"));
        return "doc IN (SELECT doc FROM field WHERE name = ? AND type = ? AND value %s (%s))".formatted(symbol, marks);
    }

    private static List<Object> values(String field, List<Object> values) {
        Object type = FieldType.codeOf(values.getFirst());
        return Stream.concat(Stream.of(field, type), values.stream()).toList();
    }

    private static String symbol(Filter.Order order) {
        return switch (order) {
            case GT -> ">";
            case GTE -> ">=";
            case LT -> "<";
            case LTE -> "<=";
        };
    }

    /// These parameters between others.
    Object[] between(List<Object> before, Object... after) {
        return Stream.of(before.stream(), parameters.stream(), Stream.of(after))
                .flatMap(each -> each)
                .toArray();
    }
}
