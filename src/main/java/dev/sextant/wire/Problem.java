package dev.sextant.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.Fault;
import org.jspecify.annotations.Nullable;

/// A fault on the native face and to events: RFC 9457 problem details. `code` stands first, since the head of an answer
/// is what Knative keeps of a failed event.
///
/// @param code the fault's stable name
/// @param type the same as a URN
/// @param title the code in words
/// @param status the HTTP status
/// @param detail what was wrong with which value, and what would be right
/// @param field the request's field at fault
/// @param index the position in that field
/// @param limit the limit that was crossed
/// @param actual the value that crossed it
/// @param requestId the request's id, which log lines carry too
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String code,
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable Integer index,
        @Nullable Long limit,
        @Nullable Long actual,
        @Nullable String requestId) {

    private record Kind(int status, String code) {}

    /// Describes a fault.
    ///
    /// @param requestId `null` within a stream, whose request has an id of its own
    public static Problem of(Fault fault, @Nullable String requestId) {
        Kind kind = kind(fault);
        return new Problem(
                kind.code,
                "urn:sextant:" + kind.code,
                title(kind.code),
                kind.status,
                fault.detail(),
                fault.field().orElse(null),
                fault.index().orElse(null),
                fault.limit().isPresent() ? (Long) fault.limit().getAsLong() : null,
                fault.actual().isPresent() ? (Long) fault.actual().getAsLong() : null,
                requestId);
    }

    private static Kind kind(Fault fault) {
        return switch (fault) {
            case Fault.InvalidRequest f -> new Kind(400, "invalid_request");
            case Fault.Unauthorized f -> new Kind(401, "unauthorized");
            case Fault.Forbidden f -> new Kind(403, "forbidden");
            case Fault.NotFound f -> new Kind(404, "not_found");
            case Fault.MethodNotAllowed f -> new Kind(405, "method_not_allowed");
            case Fault.NotAcceptable f -> new Kind(406, "not_acceptable");
            case Fault.TooSlow f -> new Kind(408, "timeout");
            case Fault.Conflict f -> new Kind(409, "conflict");
            case Fault.TooLarge f -> new Kind(413, "too_large");
            case Fault.UnsupportedMediaType f -> new Kind(415, "unsupported_media_type");
            case Fault.UnknownModel f -> new Kind(422, "unknown_model");
            case Fault.UnknownCollection f -> new Kind(422, "unknown_collection");
            case Fault.UnknownType f -> new Kind(422, "unknown_type");
            case Fault.TextTooLong f -> new Kind(422, "text_too_long");
            case Fault.NoRanges f -> new Kind(422, "no_ranges");
            case Fault.Overloaded f -> new Kind(429, "overloaded");
            case Fault.Internal f -> new Kind(500, "internal");
            case Fault.Unavailable f -> new Kind(503, "unavailable");
        };
    }

    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('_', ' ');
    }
}
