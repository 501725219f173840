package dev.sextant.collection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.wire.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a document's metadata: flat, so that every field can be filtered and coloured by.
public final class Metadata {
    private static final int MOST_FIELDS = 64;
    private static final int MOST_ELEMENTS = 256;
    private static final int MOST_NAME_CHARACTERS = 128;

    private Metadata() {}

    /// @param node an object, or nothing; fields that are `null` are left out
    /// @return values that are `String`, `Number`, `Boolean` or a list of these, by field, in the order given
    /// @throws Fault.InvalidRequest if a field is something else, with its name
    public static Map<String, Object> of(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw new Fault.InvalidRequest(
                    "metadata is %s; it is an object such as {\"lang\": \"en\"}"
                            .formatted(Check.quoted(node.toString())),
                    "metadata");
        }
        if (node.size() > MOST_FIELDS) {
            throw new Fault.TooLarge(
                    "metadata has %d fields; at most %d are kept".formatted(node.size(), MOST_FIELDS),
                    "metadata",
                    MOST_FIELDS,
                    node.size());
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                metadata.put(name(field.getKey()), value(field.getKey(), field.getValue()));
            }
        });
        return metadata;
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > MOST_NAME_CHARACTERS) {
            throw new Fault.InvalidRequest(
                    "metadata has a field named %s; names have 1 to %d characters, not all blank"
                            .formatted(Check.quoted(name), MOST_NAME_CHARACTERS),
                    "metadata");
        }
        return name;
    }

    private static Object value(String name, JsonNode value) {
        if (!value.isArray()) {
            return scalar(name, value);
        }
        if (value.size() > MOST_ELEMENTS) {
            throw new Fault.TooLarge(
                    "metadata.%s has %d elements; at most %d are kept".formatted(name, value.size(), MOST_ELEMENTS),
                    "metadata",
                    MOST_ELEMENTS,
                    value.size());
        }
        List<Object> elements = new ArrayList<>();
        value.forEach(element -> elements.add(scalar(name, element)));
        return elements;
    }

    private static Object scalar(String name, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.numberValue();
        }
        throw new Fault.InvalidRequest(
                "metadata.%s is %s; it is a string, a number, a boolean or a list of these"
                        .formatted(name, Check.quoted(value.toString())),
                "metadata");
    }
}
