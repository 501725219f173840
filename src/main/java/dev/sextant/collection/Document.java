package dev.sextant.collection;

import java.time.Instant;
import java.util.Map;

/// A document as it was sent.
///
/// @param id unique in its collection
/// @param metadata fields by name; a value is a `String`, a `Number`, a `Boolean` or a list of these
/// @param updatedAt when its text or metadata last changed, in milliseconds
public record Document(String id, String text, Map<String, Object> metadata, Instant updatedAt) {}
