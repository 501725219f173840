package dev.sextant.model;

import java.util.Optional;

/// Where models run.
///
/// @param name `cpu` or `cuda`
/// @param requested what the configuration asked for
/// @param fallback why it is not what `auto` would have preferred, if so
public record Device(String name, String requested, Optional<String> fallback) {}
