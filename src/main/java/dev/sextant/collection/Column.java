package dev.sextant.collection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One metadata field of all rows.
///
/// @param values one a row, in row order; `null` where the row is empty or its document lacks the field
public record Column(String field, List<@Nullable Object> values) {}
