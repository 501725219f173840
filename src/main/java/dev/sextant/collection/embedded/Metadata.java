package dev.sextant.collection.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Map;

/// Metadata as the database keeps it, in JSON.
final class Metadata {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private Metadata() {}

    /// @throws IllegalArgumentException if a value is nothing that metadata can be
    static String write(Map<String, Object> metadata) {
        try {
            return JSON.writeValueAsString(metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata cannot be written", e);
        }
    }

    /// @throws SQLException if it is damaged
    static Map<String, Object> read(String json) throws SQLException {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            throw new SQLException("metadata is damaged", e);
        }
    }
}
