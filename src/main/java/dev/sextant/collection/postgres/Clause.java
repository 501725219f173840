package dev.sextant.collection.postgres;

import dev.sextant.collection.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A condition on the columns of a document. An index answers what asks for one of some values.
///
/// @param sql values are question marks
/// @param parameters what they stand for
record Clause(String sql, List<Object> parameters) {

    static Clause of(Filter filter) {
        List<String> parts = new ArrayList<>(List.of("true"));
        List<Object> parameters = new ArrayList<>();
        filter.conditions()
                .forEach((field, conditions) -> conditions.forEach(condition -> {
                    Clause clause = of(field, condition);
                    parts.add(clause.sql);
                    parameters.addAll(clause.parameters);
                }));
        return new Clause(String.join(" AND ", parts), parameters);
    }

    /// Documents of these ids.
    static Clause of(List<String> ids) {
        return new Clause(
                "id = ANY (?)", List.of((Object) ids.stream().map(Escaped::of).toArray(String[]::new)));
    }

    private static Clause of(String field, Filter.Condition condition) {
        return switch (condition) {
            case Filter.OneOf oneOf -> anyOf(field, oneOf.values());
            case Filter.Not not -> new Clause("NOT fields @> ?::jsonb", List.of(Fields.with(field, not.value())));
            case Filter.Compares compares ->
                new Clause(
                        "fields @@ ?::jsonpath",
                        List.of(Fields.comparing(field, symbol(compares.order()), compares.value())));
        };
    }

    private static Clause anyOf(String field, List<Object> values) {
        List<String> parts = new ArrayList<>(List.of("false"));
        List<Object> parameters = new ArrayList<>();
        for (Object value : values) {
            parts.add("fields @> ?::jsonb");
            parameters.add(Fields.with(field, value));
        }
        return new Clause("(%s)".formatted(String.join(" OR ", parts)), parameters);
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
