package dev.sextant.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.sextant.Fault;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Jackson's complaints about a body, in words that help: the field, what it holds, what it should hold.
public final class JsonFault {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Which of Jackson's own settings a limit comes from.
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    /// What Jackson adds in brackets, but for numbers, and its advice to whoever programs with it.
    private static final Pattern ASIDE = Pattern.compile("( \\(\\D|: enable `).*", Pattern.DOTALL);

    private JsonFault() {}

    /// @param body what was read, to quote from
    public static Fault.InvalidRequest of(JsonProcessingException e, byte[] body) {
        // A list that breaks off is reported as a mapping that failed for a parser's reason.
        if (e.getCause() instanceof JsonParseException parsing) {
            return malformed(parsing);
        }
        return e instanceof JsonMappingException mapping ? wrongType(mapping, body) : malformed(e);
    }

    private static Fault.InvalidRequest malformed(JsonProcessingException e) {
        String reason = ASIDE.matcher(SETTING.matcher(e.getOriginalMessage()).replaceAll(""))
                .replaceFirst("");
        return e.getLocation() == null
                ? new Fault.InvalidRequest("the body is not valid JSON: " + reason)
                : new Fault.InvalidRequest("the body is not valid JSON at line %d, column %d: %s"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), reason));
    }

    private static Fault.InvalidRequest wrongType(JsonMappingException e, byte[] body) {
        List<JsonMappingException.Reference> path = e.getPath();
        String expected = expected(e);
        if (path.isEmpty()) {
            return new Fault.InvalidRequest("the body must be %s%s".formatted(expected, actual(path, body)));
        }
        StringBuilder place = new StringBuilder();
        @Nullable Integer index = null;
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
                index = index == null ? (Integer) step.getIndex() : index;
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        String detail = "%s must be %s%s".formatted(place, expected, actual(path, body));
        String field = String.valueOf(path.getFirst().getFieldName());
        return index == null ? new Fault.InvalidRequest(detail, field) : new Fault.InvalidRequest(detail, field, index);
    }

    private static String expected(JsonMappingException e) {
        if (e.getCause() instanceof InputCoercionException) {
            return "a smaller number";
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    /// What stands there instead, as far as it can be found.
    private static String actual(List<JsonMappingException.Reference> path, byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            for (JsonMappingException.Reference step : path) {
                node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
            }
            return node.isMissingNode() ? "" : ", not " + shortened(node.toString());
        } catch (IOException e) {
            return "";
        }
    }

    private static String shortened(String json) {
        return json.length() <= 40 ? json : json.substring(0, 40) + "…";
    }
}
