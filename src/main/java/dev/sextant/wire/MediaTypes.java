package dev.sextant.wire;

import dev.sextant.Fault;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the headers `Content-Type`, `Content-Encoding` and `Accept` allow.
final class MediaTypes {
    private MediaTypes() {}

    /// The type without its parameters, in lower case; empty where there is none.
    static String essence(@Nullable String header) {
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String essence) {
        return essence.equals("application/json") || essence.endsWith("+json");
    }

    /// @throws Fault.UnsupportedMediaType if a content type is given that is not JSON
    static void requireJson(@Nullable String contentType) {
        String essence = essence(contentType);
        if (!essence.isEmpty() && !isJson(essence)) {
            throw new Fault.UnsupportedMediaType(
                    "Content-Type is %s; send JSON with Content-Type: application/json".formatted(essence));
        }
    }

    /// @throws Fault.UnsupportedMediaType if the body is compressed
    static void requirePlain(@Nullable String contentEncoding) {
        String coding = essence(contentEncoding);
        if (!coding.isEmpty() && !coding.equals("identity")) {
            throw new Fault.UnsupportedMediaType(
                    "Content-Encoding is %s; bodies are read as they come, send it uncompressed and without that header"
                            .formatted(Check.quoted(coding)));
        }
    }

    /// @throws Fault.NotAcceptable if what is accepted leaves out JSON
    static void requireJsonAccepted(@Nullable String accept) {
        if (accept != null
                && !accept.isBlank()
                && Arrays.stream(accept.split(",")).map(MediaTypes::essence).noneMatch(MediaTypes::admitsJson)) {
            throw new Fault.NotAcceptable(
                    "Accept is %s; the answer is application/json, accept that or */*".formatted(Check.quoted(accept)));
        }
    }

    private static boolean admitsJson(String essence) {
        return essence.equals("*/*") || essence.equals("application/*") || isJson(essence);
    }
}
