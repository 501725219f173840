package dev.sextant.face.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sextant.Fault;
import dev.sextant.wire.ErrorFormat;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Faults as TEI's clients know them: by six types, of which [Type#VALIDATION] stands for whatever TEI answers without
/// a type.
@Singleton
public final class TeiErrors implements ErrorFormat {
    private enum Type {
        @JsonProperty("Unhealthy")
        UNHEALTHY,
        @JsonProperty("Backend")
        BACKEND,
        @JsonProperty("Overloaded")
        OVERLOADED,
        @JsonProperty("Validation")
        VALIDATION,
        @JsonProperty("Empty")
        EMPTY
    }

    private record Kind(int status, Type type) {}

    private record Body(
            String error, @JsonProperty("error_type") Type errorType) {}

    @Override
    public boolean covers(String path) {
        return path.equals("/tei") || path.startsWith("/tei/");
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public int status(Fault fault) {
        return kind(fault).status;
    }

    @Override
    public Object body(Fault fault, String requestId) {
        String message = switch (fault) {
            case Fault.Internal f -> "%s %s".formatted(f.detail(), requestId);
            case Fault.TextTooLong f ->
                "text %d has %d tokens; the model reads %d, shorten the text or let truncate be true"
                        .formatted(
                                f.index().orElse(0),
                                f.actual().orElse(0),
                                f.limit().orElse(0));
            case Fault f -> f.detail();
        };
        return new Body(message, kind(fault).type);
    }

    private static Kind kind(Fault fault) {
        return switch (fault) {
            case Fault.EmptyList f -> new Kind(400, Type.EMPTY);
            // What is no JSON names no field.
            case Fault.InvalidRequest f -> new Kind(f.field().isPresent() ? 422 : 400, Type.VALIDATION);
            case Fault.TextTooLong f -> new Kind(422, Type.VALIDATION);
            case Fault.NoRanges f -> new Kind(422, Type.VALIDATION);
            case Fault.UnknownType f -> new Kind(422, Type.VALIDATION);
            case Fault.TooLarge f -> new Kind(f.field().equals(Optional.of("body")) ? 413 : 422, Type.VALIDATION);
            case Fault.Unauthorized f -> new Kind(401, Type.VALIDATION);
            case Fault.Forbidden f -> new Kind(403, Type.VALIDATION);
            case Fault.NotFound f -> new Kind(404, Type.VALIDATION);
            case Fault.UnknownCollection f -> new Kind(422, Type.VALIDATION);
            case Fault.UnknownModel f -> new Kind(422, Type.VALIDATION);
            case Fault.MethodNotAllowed f -> new Kind(405, Type.VALIDATION);
            case Fault.NotAcceptable f -> new Kind(406, Type.VALIDATION);
            case Fault.TooSlow f -> new Kind(408, Type.VALIDATION);
            case Fault.Conflict f -> new Kind(409, Type.VALIDATION);
            case Fault.UnsupportedMediaType f -> new Kind(415, Type.VALIDATION);
            case Fault.Overloaded f -> new Kind(429, Type.OVERLOADED);
            // Not TEI's 424, which says that somebody else failed, and which nobody tries again.
            case Fault.Internal f -> new Kind(500, Type.BACKEND);
            case Fault.Unavailable f -> new Kind(503, Type.UNHEALTHY);
        };
    }
}
