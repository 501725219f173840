package dev.sextant.collection.postgres;

/// Texts as PostgreSQL can keep them, which knows no character U+0000: it becomes U+0001 U+0001, and U+0001 becomes
/// U+0001 U+0002. That keeps texts different, and in the order of their bytes.
final class Escaped {
    private static final String NUL = "\u0000";
    private static final String ESCAPE = "\u0001";
    private static final String ESCAPED_NUL = "\u0001\u0001";
    private static final String ESCAPED_ESCAPE = "\u0001\u0002";

    private Escaped() {}

    static String of(String text) {
        return text.indexOf('\u0000') < 0 && text.indexOf('\u0001') < 0
                ? text
                : text.replace(ESCAPE, ESCAPED_ESCAPE).replace(NUL, ESCAPED_NUL);
    }

    static String read(String kept) {
        return kept.indexOf('\u0001') < 0
                ? kept
                : kept.replace(ESCAPED_NUL, NUL).replace(ESCAPED_ESCAPE, ESCAPE);
    }
}
