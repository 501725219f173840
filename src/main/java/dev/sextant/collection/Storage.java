package dev.sextant.collection;

/// What a collection searches first. The float32 vectors are always kept; compact copies are rescored with them.
public enum Storage {
    /// The float32 vectors themselves, 4 bytes a dimension.
    FLOAT,
    /// One byte a dimension.
    INT8,
    /// One bit a dimension.
    BINARY
}
