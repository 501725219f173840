package dev.sextant.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// A condition in SQL.
///
/// @param sql values are question marks
/// @param parameters what they stand for
public record Clause(String sql, List<Object> parameters) {

    /// A whole filter.
    ///
    /// @param condition puts what one field must be like
    public static Clause of(Filter filter, BiFunction<String, Filter.Condition, Clause> condition) {
        List<String> parts = new ArrayList<>(List.of("true"));
        List<Object> parameters = new ArrayList<>();
        filter.conditions()
                .forEach((field, conditions) -> conditions.forEach(each -> {
                    Clause clause = condition.apply(field, each);
                    parts.add(clause.sql);
                    parameters.addAll(clause.parameters);
                }));
        return new Clause(String.join(" AND ", parts), parameters);
    }

    /// These parameters between others.
    public Object[] between(List<Object> before, Object... after) {
        return Stream.of(before.stream(), parameters.stream(), Stream.of(after))
                .flatMap(each -> each)
                .toArray();
    }
}
