package dev.sextant.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Which methods the resources answer. The framework knows, but does not say.
final class AllowedMethods {
    private static final Map<Pattern, String> METHODS = new LinkedHashMap<>();

    static {
        add(
                "/embed/stream|/v1/embeddings|/tei(/(embed|similarity|tokenize))?|/collections/[^/]+/(reembed|map)",
                "POST");
        add("/collections/[^/]+", "GET, PUT, DELETE");
        add("/collections/[^/]+/documents", "GET, POST, DELETE");
        add("/collections/[^/]+/documents/[^/]+|/jobs/[^/]+", "GET, DELETE");
    }

    private AllowedMethods() {}

    private static void add(String path, String methods) {
        METHODS.put(Pattern.compile(path), methods);
    }

    /// As in the header `Allow`.
    static String of(String path) {
        return METHODS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("GET");
    }
}
