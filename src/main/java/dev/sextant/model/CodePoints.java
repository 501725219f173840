package dev.sextant.model;

/// From code points, which the tokenizer's library counts, to UTF-16 units, which Java counts. Asked in ascending
/// order, mostly, a text is walked through once. Not thread-safe.
final class CodePoints {
    private final String text;
    private int point;
    private int unit;

    CodePoints(String text) {
        this.text = text;
    }

    /// The UTF-16 unit at which a code point starts.
    int unit(int wanted) {
        unit = text.offsetByCodePoints(unit, wanted - point);
        point = wanted;
        return unit;
    }
}
