package dev.sextant.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that are about the same, and what that is called.
///
/// @param id from 0, unique over leaves and parents
/// @param label unique among siblings, never empty
/// @param keywords best first; empty where there are no texts
/// @param size number of rows
/// @param representatives up to 3 rows nearest to the theme's mean, nearest first, of different texts
/// @param center mean of its rows' points on the map, `[components]`
/// @param parent id of the theme that this one is part of; null at the top
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Theme(
        int id,
        String label,
        List<Keyword> keywords,
        int size,
        List<Integer> representatives,
        List<Float> center,
        @Nullable Integer parent) {}
