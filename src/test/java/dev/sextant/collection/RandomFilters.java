package dev.sextant.collection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Metadata and filters over few fields and few values, so that they meet.
final class RandomFilters {
    private static final List<String> FIELDS = List.of("a", "b", "ç d", "e.f");
    private static final List<Object> VALUES = List.of(
            "", "0", "1", "a", "ab", "\uffee", "🧭", "x\u0000y", "x", -1, -0.0, 0, 1, 1.5, 2L, 1e300, true, false);

    private RandomFilters() {}

    static Map<String, Object> metadata(Random random) {
        Map<String, Object> metadata = new HashMap<>();
        for (String field : FIELDS) {
            switch (random.nextInt(4)) {
                case 0 -> metadata.put(field, values(random));
                case 1, 2 -> metadata.put(field, value(random));
                default -> {}
            }
        }
        return metadata;
    }

    static Filter filter(Random random) {
        Map<String, List<Filter.Condition>> conditions = new HashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Filter.Condition> ofField = new ArrayList<>();
            for (int j = random.nextInt(2); j >= 0; j--) {
                ofField.add(condition(random));
            }
            conditions.put(FIELDS.get(random.nextInt(FIELDS.size())), ofField);
        }
        return new Filter(conditions);
    }

    private static Filter.Condition condition(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Filter.OneOf(values(random));
            case 1 -> new Filter.Not(value(random));
            default -> {
                Filter.Order[] orders = Filter.Order.values();
                Object bound = value(random);
                yield new Filter.Compares(
                        orders[random.nextInt(orders.length)], bound instanceof Boolean ? "true" : bound);
            }
        };
    }

    private static List<Object> values(Random random) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(random));
        }
        return values;
    }

    private static Object value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}
