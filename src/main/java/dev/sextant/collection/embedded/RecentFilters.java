package dev.sextant.collection.embedded;

import dev.sextant.collection.Filter;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The rows that the last few filters left of one view, so that the next search with such a filter need not read the
/// database's index. Costs a bit a row and filter. Thread-safe.
final class RecentFilters {
    private static final int KEPT = 8;

    /// Filters that list more values than this are not kept: they are seldom asked twice, and their values take memory.
    private static final int MOST_VALUES = 64;

    private final Map<Filter, BitSet> rows = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Filter, BitSet> eldest) {
            return size() > KEPT;
        }
    };

    /// The filter's rows, not to be changed, if they are known.
    synchronized Optional<BitSet> find(Filter filter) {
        return Optional.ofNullable(rows.get(filter));
    }

    synchronized void keep(Filter filter, BitSet found) {
        if (values(filter) <= MOST_VALUES) {
            rows.put(filter, found);
        }
    }

    private static int values(Filter filter) {
        return filter.conditions().values().stream()
                .flatMap(conditions -> conditions.stream())
                .mapToInt(condition ->
                        condition instanceof Filter.OneOf oneOf ? oneOf.values().size() : 1)
                .sum();
    }
}
