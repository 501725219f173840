package dev.sextant;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Every failure that a caller can cause or meet. A fault says in its message what was wrong with which value and what
/// would be right; it knows nothing of HTTP: `wire` and `face` give it a status and a body.
///
/// A fault without a cause carries no stack trace: it describes the caller's input, not our code.
public abstract sealed class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;
    private final @Nullable Integer index;

    private Fault(String message, @Nullable String field, @Nullable Integer index, @Nullable Throwable cause) {
        super(message, cause, false, cause != null);
        this.field = field;
        this.index = index;
    }

    /// What was wrong, with which value, and what would be right.
    public String detail() {
        return String.valueOf(getMessage());
    }

    /// The request's field that is at fault, if one is.
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /// The position in [#field()] that is at fault, if it is a list.
    public Optional<Integer> index() {
        return Optional.ofNullable(index);
    }

    /// The limit that was crossed, in the unit that the message names.
    public OptionalLong limit() {
        return OptionalLong.empty();
    }

    /// The value that crossed [#limit()].
    public OptionalLong actual() {
        return OptionalLong.empty();
    }

    /// Malformed JSON, a missing field, a wrong value.
    public static sealed class InvalidRequest extends Fault {
        private static final long serialVersionUID = 1L;

        public InvalidRequest(String message) {
            super(message, null, null, null);
        }

        public InvalidRequest(String message, String field) {
            super(message, field, null, null);
        }

        public InvalidRequest(String message, String field, int index) {
            super(message, field, index, null);
        }
    }

    /// A list without entries where it has one at least, which some faces tell from other invalid requests.
    public static final class EmptyList extends InvalidRequest {
        private static final long serialVersionUID = 1L;

        public EmptyList(String message, String field) {
            super(message, field);
        }
    }

    /// A call without an API key, or with a wrong one, where one is needed.
    public static final class Unauthorized extends Fault {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(message, null, null, null);
        }
    }

    /// A call whose API key does not allow it, or a page's that has no business here.
    public static final class Forbidden extends Fault {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message, null, null, null);
        }
    }

    /// A path that names a thing that is not there.
    public static final class NotFound extends Fault {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message, null, null, null);
        }
    }

    /// A path that is there, called with a method it does not answer.
    public static final class MethodNotAllowed extends Fault {
        private static final long serialVersionUID = 1L;

        private final String allowed;

        /// @param allowed the methods that the path answers, as in the header `Allow`
        public MethodNotAllowed(String message, String allowed) {
            super(message, null, null, null);
            this.allowed = allowed;
        }

        public String allowed() {
            return allowed;
        }
    }

    /// An `Accept` header that leaves out everything that the path can answer.
    public static final class NotAcceptable extends Fault {
        private static final long serialVersionUID = 1L;

        public NotAcceptable(String message) {
            super(message, null, null, null);
        }
    }

    /// A body in a format that the path does not read.
    public static final class UnsupportedMediaType extends Fault {
        private static final long serialVersionUID = 1L;

        public UnsupportedMediaType(String message) {
            super(message, null, null, null);
        }
    }

    /// A body, a list or a token count over its limit.
    public static final class TooLarge extends Fault {
        private static final long serialVersionUID = 1L;

        private final long limit;
        private final long actual;

        public TooLarge(String message, String field, long limit, long actual) {
            this(message, field, null, limit, actual);
        }

        public TooLarge(String message, String field, @Nullable Integer index, long limit, long actual) {
            super(message, field, index, null);
            this.limit = limit;
            this.actual = actual;
        }

        @Override
        public OptionalLong limit() {
            return OptionalLong.of(limit);
        }

        @Override
        public OptionalLong actual() {
            return OptionalLong.of(actual);
        }
    }

    /// A body or a stream that came too slowly.
    public static final class TooSlow extends Fault {
        private static final long serialVersionUID = 1L;

        private final Duration limit;

        /// @param limit how long it may take
        public TooSlow(String message, Duration limit) {
            super(message, "body", null, null);
            this.limit = limit;
        }

        /// In milliseconds.
        @Override
        public OptionalLong limit() {
            return OptionalLong.of(limit.toMillis());
        }

        /// In milliseconds: it was given up then.
        @Override
        public OptionalLong actual() {
            return limit();
        }
    }

    /// A model named in a body that is not configured.
    public static final class UnknownModel extends Fault {
        private static final long serialVersionUID = 1L;

        public UnknownModel(String message) {
            super(message, "model", null, null);
        }
    }

    /// A collection named in a body that does not exist.
    public static final class UnknownCollection extends Fault {
        private static final long serialVersionUID = 1L;

        public UnknownCollection(String message) {
            super(message, "collection", null, null);
        }
    }

    /// Something that is there already and differs, or that somebody else uses.
    public static final class Conflict extends Fault {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message, null, null, null);
        }

        public Conflict(String message, String field) {
            super(message, field, null, null);
        }
    }

    /// A CloudEvent of a type that no function answers.
    public static final class UnknownType extends Fault {
        private static final long serialVersionUID = 1L;

        public UnknownType(String message) {
            super(message, "type", null, null);
        }
    }

    /// A text longer than the model's window, where the caller asked for an error rather than truncation.
    public static final class TextTooLong extends Fault {
        private static final long serialVersionUID = 1L;

        private final int window;
        private final int tokens;

        /// @param window the model's window, in tokens
        /// @param tokens the text's length, in tokens
        public TextTooLong(String message, int index, int window, int tokens) {
            this(message, "texts", index, window, tokens);
        }

        private TextTooLong(String message, String field, @Nullable Integer index, int window, int tokens) {
            super(message, field, index, null);
            this.window = window;
            this.tokens = tokens;
        }

        /// The same fault of a line of a stream, which has one text.
        public TextTooLong ofLine() {
            return new TextTooLong(
                    "the text has %d tokens; the model reads %d, shorten it or let overflow be \"truncate\""
                            .formatted(tokens, window),
                    "text",
                    null,
                    window,
                    tokens);
        }

        @Override
        public OptionalLong limit() {
            return OptionalLong.of(window);
        }

        @Override
        public OptionalLong actual() {
            return OptionalLong.of(tokens);
        }
    }

    /// An int8 encoding asked for where the model stores no ranges for it.
    public static final class NoRanges extends Fault {
        private static final long serialVersionUID = 1L;

        public NoRanges(String message) {
            super(message, "encoding", null, null);
        }
    }

    /// Admission refused: more is queued than can be worked off soon.
    public static final class Overloaded extends Fault {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;
        private final @Nullable Long limit;
        private final @Nullable Long actual;

        public Overloaded(String message, Duration retryAfter) {
            this(message, retryAfter, null, null);
        }

        /// @param limit how much may wait
        /// @param actual how much would wait
        public Overloaded(String message, Duration retryAfter, @Nullable Long limit, @Nullable Long actual) {
            super(message, null, null, null);
            this.retryAfter = retryAfter;
            this.limit = limit;
            this.actual = actual;
        }

        @Override
        public OptionalLong limit() {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
        }

        @Override
        public OptionalLong actual() {
            return actual == null ? OptionalLong.empty() : OptionalLong.of(actual);
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// A model that cannot be loaded, a store that is down, a server that is shutting down.
    public static final class Unavailable extends Fault {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, null, null, cause);
        }
    }

    /// Our own mistake. The message is for the caller and gives nothing away; the cause is for the log.
    public static final class Internal extends Fault {
        private static final long serialVersionUID = 1L;

        public Internal(String message, Throwable cause) {
            super(message, null, null, cause);
        }
    }
}
