package dev.sextant.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sextant.Fault;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Checks a CloudEvent's attributes before the binding sees it: the binding answers an unknown type with 404, which
/// Knative would retry, and lets missing attributes pass.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0</a>
final class EventCheck {
    private static final String STRUCTURED = "application/cloudevents+json";
    /// Of the headers that are attributes.
    private static final String PREFIX = "ce-";

    private static final String JSON_TYPE = "application/json";
    private static final String DATA_TYPE = "datacontenttype";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    /// Attributes that the specification has itself; others may be numbers or booleans.
    private static final Set<String> STRINGS = Set.of(
            "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data_base64");

    private static final JsonFactory JSON = new JsonFactory();

    private EventCheck() {}

    private static boolean isStructured(HttpServerRequest request) {
        return MediaTypes.essence(request.getHeader("Content-Type")).equals(STRUCTURED);
    }

    /// Sees to it that an event is one at `/` only: the binding would take it anywhere, unchecked.
    static void elsewhere(HttpServerRequest request) {
        String essence = MediaTypes.essence(request.getHeader("Content-Type"));
        if (essence.startsWith("application/cloudevents")) {
            throw new Fault.UnsupportedMediaType("Content-Type is %s; events go to POST /".formatted(essence));
        }
        request.headers().remove("ce-id"); // By which the binding knows one; the body is a function's request.
    }

    /// Checks what can be known before the body is read.
    static void headers(HttpServerRequest request, Functions functions) {
        String essence = MediaTypes.essence(request.getHeader("Content-Type"));
        if (essence.startsWith("application/cloudevents-batch")) {
            throw new Fault.UnsupportedMediaType("batches of CloudEvents are not taken; send one event a request");
        }
        if (essence.startsWith("application/cloudevents") && !essence.equals(STRUCTURED)) {
            throw new Fault.UnsupportedMediaType("Content-Type is %s; send %s".formatted(essence, STRUCTURED));
        }
        if (isStructured(request)) {
            return;
        }
        if (!request.headers().contains("ce-id") && !request.headers().contains("ce-type")) {
            throw new Fault.UnsupportedMediaType(
                    "POST / takes CloudEvents: send the headers ce-specversion, ce-id, ce-source and ce-type, or a body of type "
                            + STRUCTURED + "; plain JSON goes to the functions' own paths, " + functions.exported());
        }
        requireJsonData(Objects.requireNonNullElse(request.getHeader("Content-Type"), ""));
        check(binary(request), "header " + PREFIX, functions);
    }

    /// Checks what only the body tells.
    ///
    /// @return the event's attributes that are strings, by name
    static Map<String, String> body(HttpServerRequest request, byte[] body, Functions functions) {
        if (isStructured(request)) {
            return structured(body, functions);
        }
        requireData(body.length > 0);
        return binary(request);
    }

    private static Map<String, String> binary(HttpServerRequest request) {
        Map<String, String> attributes = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                attributes.putIfAbsent(name.substring(PREFIX.length()), header.getValue());
            }
        }
        return attributes;
    }

    private static void requireData(boolean hasData) {
        if (!hasData) {
            throw new Fault.InvalidRequest(
                    "the event has no data; its data is the function's request, as JSON", "data");
        }
    }

    private static Map<String, String> structured(byte[] body, Functions functions) {
        boolean hasData = false;
        Map<String, String> attributes = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Fault.InvalidRequest("the body must be a CloudEvent, which is a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                hasData |= name.equals("data") && value != JsonToken.VALUE_NULL;
                if (value == JsonToken.VALUE_STRING && !name.equals("data")) {
                    attributes.put(name, parser.getText());
                } else if (STRINGS.contains(name) && (value != JsonToken.VALUE_NULL || name.equals(DATA_TYPE))) {
                    throw new Fault.InvalidRequest(
                            "%s is %s; it is a string".formatted(name, Check.shortened(parser.getText())), name);
                }
                parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            throw JsonFault.of(e, body);
        } catch (IOException e) {
            throw new Fault.InvalidRequest("the body cannot be read: " + e.getMessage());
        }
        if (attributes.containsKey("data_base64")) {
            throw new Fault.InvalidRequest("data_base64 is not read; send data as JSON", "data_base64");
        }
        requireJsonData(attributes.getOrDefault(DATA_TYPE, JSON_TYPE));
        check(attributes, "", functions);
        requireData(hasData);
        return attributes;
    }

    /// The binding reads this type alone, in lower case.
    private static void requireJsonData(String type) {
        if (!MediaTypes.essence(type).equals(JSON_TYPE) || !type.startsWith(JSON_TYPE)) {
            throw new Fault.UnsupportedMediaType("the event's data is %s; send %s"
                    .formatted(type.isEmpty() ? "of no named type" : Check.quoted(type), JSON_TYPE));
        }
    }

    private static void check(Map<String, String> attributes, String prefix, Functions functions) {
        for (String name : REQUIRED) {
            if (attributes.getOrDefault(name, "").isBlank()) {
                throw new Fault.InvalidRequest(
                        "%s%s is missing; a CloudEvent has %s".formatted(prefix, name, String.join(", ", REQUIRED)),
                        name);
            }
        }
        String version = attributes.getOrDefault("specversion", "");
        if (!version.startsWith("1.")) {
            throw new Fault.InvalidRequest(
                    "%sspecversion is %s; send 1.0".formatted(prefix, Check.quoted(version)), "specversion");
        }
        String type = attributes.getOrDefault("type", "");
        if (!functions.answersType(type)) {
            throw new Fault.UnknownType("events of type %s are not answered; this server answers %s"
                    .formatted(Check.quoted(type), String.join(", ", functions.types())));
        }
    }
}
