package dev.sextant.collection.postgres;

import dev.sextant.collection.Clause;
import dev.sextant.collection.Filter;
import java.util.ArrayList;
import java.util.List;

/// Filters as conditions on the column `fields` of a document. An index answers what asks for one of some values.
final class FieldColumn {
    private FieldColumn() {}

    static Clause clause(Filter filter) {
        return Clause.of(filter, FieldColumn::clause);
    }

    /// Documents of these ids.
    static Clause ofIds(List<String> ids) {
        return new Clause(
                "id = ANY (?)", List.of((Object) ids.stream().map(Escaped::of).toArray(String[]::new)));
    }

    private static Clause clause(String field, Filter.Condition condition) {
        return switch (condition) {
            case Filter.OneOf oneOf -> anyOf(field, oneOf.values());
            case Filter.Not not -> new Clause("NOT fields @> ?::jsonb", List.of(Fields.with(field, not.value())));
            case Filter.Compares compares ->
                new Clause(
                        "fields @@ ?::jsonpath",
                        List.of(Fields.comparing(field, compares.order().symbol(), compares.value())));
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
}
