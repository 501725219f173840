package dev.sextant.wire;

import dev.sextant.Fault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From fields as they came to values that can be trusted. Every method names the field, the value and the remedy.
public final class Check {
    /// Characters of a wrong value that are quoted in a message.
    private static final int QUOTED = 60;

    private Check() {}

    /// The request itself, which is absent where the body is empty or `null`.
    ///
    /// @param example what a body could be
    public static <T> T body(@Nullable T request, String example) {
        if (request == null) {
            throw new Fault.InvalidRequest("the body is empty; send JSON such as " + example);
        }
        return request;
    }

    /// A list of texts, at least one and none blank.
    public static List<String> texts(String field, @Nullable List<@Nullable String> texts, Limits limits) {
        return texts(field, texts, limits.texts(), limits);
    }

    /// A list of texts, at least one and none blank.
    ///
    /// @param most how many there may be
    public static List<String> texts(String field, @Nullable List<@Nullable String> texts, int most, Limits limits) {
        return texts(field, texts, most, "send them in several", limits);
    }

    /// A list of texts, at least one and none blank.
    ///
    /// @param most how many there may be
    /// @param remedy what to do with more
    public static List<String> texts(
            String field, @Nullable List<@Nullable String> texts, int most, String remedy, Limits limits) {
        if (texts == null) {
            throw new Fault.InvalidRequest("%s is missing; it is the list of texts".formatted(field), field);
        }
        if (texts.isEmpty()) {
            throw new Fault.EmptyList("%s is empty; send at least one text".formatted(field), field);
        }
        if (texts.size() > most) {
            throw new Fault.TooLarge(
                    "%s has %d texts; at most %d are taken in one request, %s"
                            .formatted(field, texts.size(), most, remedy),
                    field,
                    most,
                    texts.size());
        }
        for (int i = 0; i < texts.size(); i++) {
            text(field, i, texts.get(i), limits.textCharacters());
        }
        return texts.stream().map(String::valueOf).toList();
    }

    /// One text that is not blank.
    public static String text(String field, String text, Limits limits) {
        if (text.isBlank()) {
            throw new Fault.InvalidRequest("%s is blank; send a text that says something".formatted(field), field);
        }
        if (text.length() > limits.textCharacters()) {
            throw new Fault.TooLarge(
                    "%s has %d characters; at most %d are read, shorten it"
                            .formatted(field, text.length(), limits.textCharacters()),
                    field,
                    limits.textCharacters(),
                    text.length());
        }
        return text;
    }

    private static void text(String field, int index, @Nullable String text, int maxCharacters) {
        if (text == null) {
            throw new Fault.InvalidRequest(
                    "%s[%d] is null; every text is a string".formatted(field, index), field, index);
        }
        if (text.isBlank()) {
            throw new Fault.InvalidRequest(
                    "%s[%d] is blank; leave it out, or send a text that says something".formatted(field, index),
                    field,
                    index);
        }
        if (text.length() > maxCharacters) {
            throw new Fault.TooLarge(
                    "%s[%d] has %d characters; at most %d are read of one text, split it"
                            .formatted(field, index, text.length(), maxCharacters),
                    field,
                    index,
                    maxCharacters,
                    text.length());
        }
    }

    /// One of an enum's names, in lower case.
    public static <E extends Enum<E>> E oneOf(String field, @Nullable String value, E otherwise) {
        return value == null ? otherwise : oneOf(field, value, otherwise.getDeclaringClass());
    }

    /// One of an enum's names, in lower case, if there is any.
    public static <E extends Enum<E>> Optional<E> optionalOneOf(String field, @Nullable String value, Class<E> type) {
        return value == null ? Optional.empty() : Optional.of(oneOf(field, value, type));
    }

    /// Some of an enum's names, in lower case; all of them where the list is not given.
    public static <E extends Enum<E>> Set<E> someOf(
            String field, @Nullable List<@Nullable String> values, Class<E> type) {
        if (values == null) {
            return EnumSet.allOf(type);
        }
        if (values.isEmpty()) {
            throw new Fault.InvalidRequest("%s is empty; name some of %s".formatted(field, names(type)), field);
        }
        EnumSet<E> some = EnumSet.noneOf(type);
        for (int i = 0; i < values.size(); i++) {
            String value = String.valueOf(values.get(i));
            String wrong = "%s[%d] is %s; it is one of %s".formatted(field, i, quoted(value), names(type));
            int index = i;
            some.add(named(value, type).orElseThrow(() -> new Fault.InvalidRequest(wrong, field, index)));
        }
        return some;
    }

    private static <E extends Enum<E>> E oneOf(String field, String value, Class<E> type) {
        return named(value, type)
                .orElseThrow(() -> new Fault.InvalidRequest(
                        "%s is %s; it is one of %s".formatted(field, quoted(value), names(type)), field));
    }

    private static <E extends Enum<E>> Optional<E> named(String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(candidate -> name(candidate).equals(value))
                .findFirst();
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Check::name).collect(Collectors.joining(", "));
    }

    /// An enum's name as it goes over the wire, in lower case.
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// A whole number within bounds, both included.
    public static int range(String field, int value, int from, int to) {
        return range(field, field, value, from, to);
    }

    /// A whole number within bounds, both included, which is a part of a field.
    ///
    /// @param part the part's name, such as `themes.count`
    public static int range(String field, String part, int value, int from, int to) {
        if (value < from || value > to) {
            throw new Fault.InvalidRequest(
                    "%s is %d; it is a number from %d to %d".formatted(part, value, from, to), field);
        }
        return value;
    }

    /// A number within bounds, both included.
    public static double range(String field, double value, double from, double to) {
        // In this way round, so that no bounds hold what is not a number.
        if (!(value >= from && value <= to)) {
            throw new Fault.InvalidRequest(
                    "%s is %s; it is a number from %s to %s".formatted(field, value, from, to), field);
        }
        return value;
    }

    /// A query parameter that is `true` or `false`, if it is given.
    public static @Nullable Boolean flag(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new Fault.InvalidRequest("%s is %s; it is true or false".formatted(field, quoted(value)), field);
        };
    }

    /// A query parameter that is a whole number, if it is given.
    public static @Nullable Integer number(String field, @Nullable String value) {
        try {
            return value == null ? null : (Integer) Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Fault.InvalidRequest("%s is %s; it is a whole number".formatted(field, quoted(value)), field);
        }
    }

    /// A value for a message: in quotes, and cut where it is long.
    public static String quoted(String value) {
        return value.length() <= QUOTED ? "\"" + value + "\"" : "\"" + value.substring(0, QUOTED) + "…\"";
    }

    /// A value for a message, cut where it is long.
    public static String shortened(String value) {
        return value.length() <= QUOTED ? value : value.substring(0, QUOTED) + "…";
    }
}
