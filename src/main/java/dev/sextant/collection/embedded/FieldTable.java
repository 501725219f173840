package dev.sextant.collection.embedded;

import dev.sextant.collection.Clause;
import dev.sextant.collection.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Filters as conditions on the column `doc`, which the index of table `field` answers.
final class FieldTable {
    private FieldTable() {}

    static Clause clause(Filter filter) {
        return Clause.of(filter, FieldTable::clause);
    }

    private static Clause clause(String field, Filter.Condition condition) {
        return switch (condition) {
            case Filter.OneOf oneOf -> anyOf(field, oneOf.values());
            case Filter.Not not -> new Clause("NOT (%s)".formatted(is(1, "=")), values(field, List.of(not.value())));
            case Filter.Compares compares ->
                new Clause(is(1, compares.order().symbol()), values(field, List.of(compares.value())));
        };
    }

    /// Each kind of value has its own stretch of the index.
    private static Clause anyOf(String field, List<Object> values) {
        List<String> parts = new ArrayList<>(List.of("false"));
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
}
