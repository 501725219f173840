package dev.sextant.collection.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.collection.FieldValues;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Metadata in JSON: as it was sent, to be given back, and as filters see it.
final class Fields {
    /// PostgreSQL's own code for data that is.
    private static final String DAMAGED = "XX001";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private Fields() {}

    /// Metadata as it was sent.
    ///
    /// @throws IllegalArgumentException if a value is nothing that metadata can be
    static String sent(Map<String, Object> metadata) {
        return json(metadata);
    }

    /// @throws SQLException if it is damaged
    static Map<String, Object> read(String sent) throws SQLException {
        try {
            return JSON.readValue(sent, METADATA);
        } catch (JsonProcessingException e) {
            throw new SQLException("metadata is damaged", DAMAGED, e);
        }
    }

    /// What filters look at: the different values of each field that has some.
    static String filtered(Map<String, Object> metadata) {
        Map<String, List<Object>> fields = new HashMap<>();
        metadata.forEach((name, value) -> {
            List<Object> values = FieldValues.of(value);
            if (!values.isEmpty()) {
                fields.put(
                        Escaped.of(name), values.stream().map(Fields::escaped).toList());
            }
        });
        return json(fields);
    }

    /// What [#filtered] holds where the field has the value.
    static String with(String name, Object value) {
        return json(Map.of(Escaped.of(name), List.of(escaped(value))));
    }

    /// A path in [#filtered] that holds where a value of the field compares so with the one given.
    static String comparing(String name, String symbol, Object value) {
        return "$.%s[*] %s %s".formatted(json(Escaped.of(name)), symbol, json(escaped(value)));
    }

    private static Object escaped(Object value) {
        return value instanceof String text ? Escaped.of(text) : value;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata cannot be written", e);
        }
    }
}
