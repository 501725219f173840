package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.vectors.Metric;
import dev.sextant.wire.Check;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a collection is, fixed when it is created; only the description may change.
///
/// @param name `[a-z0-9][a-z0-9_-]{0,62}`
/// @param model id of the model that embeds its documents
/// @param metric what search ranks by unless told otherwise; vectors have unit length where it is the cosine, and are
///     as the model pooled them otherwise
/// @param storage what search looks at first
/// @param chunking how documents are split; empty, where each is one passage
/// @param description for people; may be empty
public record CollectionSpec(
        String name, String model, Metric metric, Storage storage, Optional<Chunking> chunking, String description) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /// Whether a collection can have that name.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// @throws Fault.InvalidRequest if a collection cannot have that name
    public static String checkedName(String name) {
        if (!isName(name)) {
            throw new Fault.InvalidRequest(
                    "the name of a collection is %s; it has 1 to 63 of a-z, 0-9, _ and -, and starts with a letter or digit"
                            .formatted(Check.quoted(name)),
                    "name");
        }
        return name;
    }

    /// Whether this collection keeps unit vectors.
    public boolean isNormalized() {
        return metric == Metric.COSINE;
    }

    /// @throws Fault.Conflict if another one is asked for under the same name; its description may differ
    public void checkSame(CollectionSpec asked) {
        differ("model", model, asked.model);
        differ("metric", metric, asked.metric);
        differ("storage", storage, asked.storage);
        differ("chunk", chunking, asked.chunking);
    }

    private void differ(String field, Object old, Object asked) {
        if (!old.equals(asked)) {
            throw new Fault.Conflict(
                    "collection \"%s\" is there with %s %s, not %s; drop it first, or take another name"
                            .formatted(name, field, shown(old), shown(asked)),
                    field);
        }
    }

    private static String shown(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Optional<?> optional -> optional.map(String::valueOf).orElse("none");
            default -> "\"%s\"".formatted(value);
        };
    }
}
