package dev.sextant.model;

/// The space that a model's vectors lie in.
///
/// @param model id of the model, as configured
/// @param fingerprint vectors of different fingerprints cannot be compared
/// @param dimensions length of a vector
public record ModelSpace(String model, String fingerprint, int dimensions) {}
