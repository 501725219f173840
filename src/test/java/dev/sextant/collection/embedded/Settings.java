package dev.sextant.collection.embedded;

/// Settings of an index.
public record Settings(int exactBelow, int beam, int int8Oversample, int binaryOversample) implements IndexConfig {
    /// The defaults of the keys, or close to them.
    public static final Settings DEFAULTS = new Settings(20_000, 200, 4, 20);

    Settings withExactBelow(int rows) {
        return new Settings(rows, beam, int8Oversample, binaryOversample);
    }

    Settings withBeam(int rows) {
        return new Settings(exactBelow, rows, int8Oversample, binaryOversample);
    }
}
