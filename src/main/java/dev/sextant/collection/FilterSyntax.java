package dev.sextant.collection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.wire.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads filters as they are sent: `{"field": value | [values] | {"gte","lte","gt","lt","ne"}}`.
public final class FilterSyntax {
    private static final String FIELD = "filter";
    private static final int MAX_CONDITIONS = 100;
    private static final int MAX_VALUES = 1_000;

    private final Map<String, List<Filter.Condition>> conditions = new LinkedHashMap<>();
    private int conditionCount;
    private int valueCount;

    private FilterSyntax() {}

    /// @return every document, where there is no filter
    /// @throws Fault.InvalidRequest if it is not one
    /// @throws Fault.TooLarge if it asks for too much at once
    public static Filter read(@Nullable JsonNode filter) {
        if (filter == null || filter.isNull() || filter.isMissingNode()) {
            return Filter.ALL;
        }
        if (!filter.isObject()) {
            throw wrong("filter is %s; it is an object such as {\"category\": \"cs.LG\"}", filter);
        }
        FilterSyntax syntax = new FilterSyntax();
        filter.properties()
                .forEach(field -> syntax.field("filter." + field.getKey(), field.getKey(), field.getValue()));
        require("conditions", syntax.conditionCount, MAX_CONDITIONS);
        require("values", syntax.valueCount, MAX_VALUES);
        return new Filter(Map.copyOf(syntax.conditions));
    }

    private void field(String path, String field, JsonNode node) {
        List<Filter.Condition> read = new ArrayList<>();
        if (node.isArray()) {
            read.add(condition(new Filter.OneOf(values(path, node))));
        } else if (node.isObject()) {
            node.properties().forEach(part -> read.add(condition(compared(path, part.getKey(), part.getValue()))));
            if (read.isEmpty()) {
                throw wrong(
                        path + " is %s; it is a value, a list of values, or an object of gte, lte, gt, lt, ne", node);
            }
        } else {
            read.add(condition(new Filter.OneOf(List.of(value(path, node)))));
        }
        conditions.put(field, List.copyOf(read));
    }

    private Filter.Condition condition(Filter.Condition condition) {
        conditionCount++;
        return condition;
    }

    private List<Object> values(String path, JsonNode nodes) {
        List<Object> values = new ArrayList<>(nodes.size());
        for (JsonNode node : nodes) {
            values.add(value("%s[%d]".formatted(path, values.size()), node));
        }
        return values;
    }

    private Filter.Condition compared(String path, String operator, JsonNode node) {
        String at = path + "." + operator;
        return switch (operator) {
            case "gt" -> new Filter.Compares(Filter.Order.GT, bound(at, node));
            case "gte" -> new Filter.Compares(Filter.Order.GTE, bound(at, node));
            case "lt" -> new Filter.Compares(Filter.Order.LT, bound(at, node));
            case "lte" -> new Filter.Compares(Filter.Order.LTE, bound(at, node));
            case "ne" -> new Filter.Not(value(at, node));
            default -> throw wrong(at + " (%s) is not known; compare with gte, lte, gt, lt or ne", node);
        };
    }

    private Object bound(String path, JsonNode node) {
        if (node.isBoolean()) {
            throw wrong(path + " is %s; only strings and numbers have an order", node);
        }
        return value(path, node);
    }

    private Object value(String path, JsonNode node) {
        valueCount++;
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        throw wrong(path + " is %s; a value is a string, a finite number or a boolean", node);
    }

    private static void require(String what, int count, int most) {
        if (count > most) {
            throw new Fault.TooLarge(
                    "filter has %d %s; at most %d are taken, ask for less at once".formatted(count, what, most),
                    FIELD,
                    most,
                    count);
        }
    }

    private static Fault wrong(String message, JsonNode node) {
        String value = Check.quoted(node.toString());
        return new Fault.InvalidRequest(message.replace("%s", value.substring(1, value.length() - 1)), FIELD);
    }
}
