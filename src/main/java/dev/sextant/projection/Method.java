package dev.sextant.projection;

/// How many dimensions become two or three.
public enum Method {
    /// Keeps neighbors together; distances between groups mean little.
    UMAP,
    /// The directions in which rows differ most; linear, so distances are shadows of the real ones.
    PCA
}
