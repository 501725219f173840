package dev.sextant.wire;

import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The functions that this process exports. All of them by default; a Knative service exports one.
@Singleton
public final class Functions {
    /// Ending of the name of a function's adapter for CloudEvents, which has no path of its own.
    public static final String EVENT_SUFFIX = "-event";

    /// Type of the events that embed answers with, which project takes as its own.
    public static final String EMBED_RESULT = "dev.sextant.embed.result";

    private static final String TYPE_PREFIX = "dev.sextant.";

    private final Optional<List<String>> chosen;

    @Inject
    Functions(FunctionsConfig config) {
        this.chosen = config.functions();
    }

    /// Every function there is, in alphabetical order.
    private static List<String> known() {
        TreeSet<String> names = new TreeSet<>();
        for (FunctionInvoker invoker : FunctionRecorder.registry.invokers()) {
            if (!invoker.getName().endsWith(EVENT_SUFFIX)) {
                names.add(invoker.getName());
            }
        }
        return List.copyOf(names);
    }

    /// The exported ones, in alphabetical order.
    public List<String> exported() {
        return known().stream().filter(this::isChosen).toList();
    }

    /// @throws ConfigurationException if the configuration names a function that there is not
    void check() {
        for (String name : chosen.orElse(List.of())) {
            if (!known().contains(name)) {
                throw new ConfigurationException(
                        "sextant.functions names %s; there are %s".formatted(name, String.join(", ", known())));
            }
        }
    }

    private boolean isChosen(String name) {
        return chosen.map(names -> names.contains(name)).orElse(true);
    }

    /// Whether the name is a function's, exported or not, or an adapter's.
    boolean isKnown(String name) {
        return FunctionRecorder.registry.matchInvoker(name) != null;
    }

    /// Whether this process exports the function.
    public boolean isExported(String name) {
        return exported().contains(name);
    }

    /// Whether this process answers for collections: where every function is exported, or one that uses them.
    public boolean serveCollections() {
        return isChosen("search") || isChosen("project");
    }

    /// Whether this process shows the explorer: where every function that the page calls is exported.
    public boolean serveExplorer() {
        return isChosen("compare") && isChosen("project") && isChosen("search");
    }

    /// Whether an exported function answers CloudEvents of this type.
    boolean answersType(String type) {
        return isExported(ofType(type));
    }

    /// The function that answers CloudEvents of this type.
    static String ofType(String type) {
        if (type.equals(EMBED_RESULT)) {
            return "project";
        }
        return type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : "";
    }

    /// The CloudEvent types that are answered.
    List<String> types() {
        Stream<String> own = exported().stream().map(TYPE_PREFIX::concat);
        return Stream.concat(own, Stream.of(EMBED_RESULT).filter(this::answersType))
                .toList();
    }
}
