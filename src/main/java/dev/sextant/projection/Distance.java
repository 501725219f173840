package dev.sextant.projection;

/// What makes rows neighbors.
public enum Distance {
    /// `1 - cosine`, 0..2; 1 from a row of zeros.
    COSINE,
    /// L2 distance.
    EUCLIDEAN
}
