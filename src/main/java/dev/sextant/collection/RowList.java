package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.wire.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that a query parameter names, such as `0,7,12`.
final class RowList {
    private static final int MOST_ROWS = 1_000;

    private RowList() {}

    /// @return in the order given, some perhaps more than once
    /// @throws Fault.InvalidRequest if it is no list of rows
    /// @throws Fault.TooLarge if there are more than 1,000
    static List<Integer> read(String field, @Nullable String list) {
        if (list == null || list.isBlank()) {
            throw new Fault.InvalidRequest(
                    "%s is missing; it is a list of rows such as 0,7,12".formatted(field), field);
        }
        List<Integer> rows = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            Integer row = Check.number(field, item.strip());
            rows.add(Check.range(field, row == null ? -1 : row, 0, Integer.MAX_VALUE));
        }
        return limited(field, rows);
    }

    /// @throws Fault.TooLarge if there are more than 1,000
    static <T> List<T> limited(String field, List<T> asked) {
        if (asked.size() > MOST_ROWS) {
            throw new Fault.TooLarge(
                    "%s has %d rows; at most %d are given at once".formatted(field, asked.size(), MOST_ROWS),
                    field,
                    MOST_ROWS,
                    asked.size());
        }
        return asked;
    }
}
