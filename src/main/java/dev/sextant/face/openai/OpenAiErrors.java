package dev.sextant.face.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.Fault;
import dev.sextant.wire.ErrorFormat;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Faults as OpenAI's clients know them. They retry 429 and 5xx, and raise typed exceptions by status.
@Singleton
public final class OpenAiErrors implements ErrorFormat {
    private static final String INVALID = "invalid_request_error";

    private record Kind(int status, String type, @Nullable String code) {}

    private record Body(Details error) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Details(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    @Override
    public boolean covers(String path) {
        return path.startsWith("/v1/");
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
        Kind kind = kind(fault);
        String message =
                fault instanceof Fault.Internal ? "%s %s".formatted(fault.detail(), requestId) : fault.detail();
        String param = fault.field()
                .map(field -> field.equals("texts") ? "input" : field)
                .orElse(null);
        return new Body(new Details(message, kind.type, param, kind.code));
    }

    private static Kind kind(Fault fault) {
        return switch (fault) {
            case Fault.InvalidRequest f -> new Kind(400, INVALID, null);
            case Fault.TextTooLong f -> new Kind(400, INVALID, "text_too_long");
            case Fault.NoRanges f -> new Kind(400, INVALID, "no_ranges");
            case Fault.UnknownType f -> new Kind(400, INVALID, null);
            case Fault.TooLarge f -> new Kind(f.field().equals(Optional.of("body")) ? 413 : 400, INVALID, "too_large");
            case Fault.Unauthorized f -> new Kind(401, INVALID, "invalid_api_key");
            case Fault.Forbidden f -> new Kind(403, INVALID, "forbidden");
            case Fault.NotFound f -> new Kind(404, INVALID, "not_found");
            case Fault.UnknownCollection f -> new Kind(404, INVALID, "unknown_collection");
            case Fault.UnknownModel f -> new Kind(404, INVALID, "model_not_found");
            case Fault.MethodNotAllowed f -> new Kind(405, INVALID, "method_not_allowed");
            case Fault.NotAcceptable f -> new Kind(406, INVALID, "not_acceptable");
            case Fault.TooSlow f -> new Kind(408, INVALID, "timeout");
            case Fault.Conflict f -> new Kind(409, INVALID, "conflict");
            case Fault.UnsupportedMediaType f -> new Kind(415, INVALID, "unsupported_media_type");
            case Fault.Overloaded f -> new Kind(429, "rate_limit_error", "overloaded");
            case Fault.Internal f -> new Kind(500, "server_error", "internal");
            case Fault.Unavailable f -> new Kind(503, "server_error", "unavailable");
        };
    }
}
