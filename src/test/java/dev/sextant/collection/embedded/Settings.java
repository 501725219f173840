package dev.sextant.collection.embedded;

/// Settings of an index.
record Settings(int exactBelow, int beam, int int8Oversample, int binaryOversample) implements IndexConfig {
    static final Settings DEFAULTS = new Settings(20_000, 200, 4, 20);

    Settings withExactBelow(int rows) {
        return new Settings(rows, beam, int8Oversample, binaryOversample);
    }

    Settings withBeam(int rows) {
        return new Settings(exactBelow, rows, int8Oversample, binaryOversample);
    }
}
