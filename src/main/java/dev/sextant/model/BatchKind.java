package dev.sextant.model;

/// What texts must have in common to share a batch.
///
/// @param model by which they are embedded
/// @param normalize whether unit vectors are wanted
/// @param limits of their batches
record BatchKind(LoadedModel model, boolean normalize, BatchLimits limits) {}
