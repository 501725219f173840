package dev.sextant.collection.embedded;

/// Settings of an index, as given.
record IndexSettings(int exactBelow, int beam, int int8Oversample, int binaryOversample) implements IndexConfig {
    static final IndexSettings DEFAULT = new IndexSettings(20_000, 100, 4, 20);
}
