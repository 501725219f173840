package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import java.lang.management.ManagementFactory;
import java.util.List;

/// How long it takes from the start of the process to the first embedding, without a server: `FirstEmbedding MODEL`.
public final class FirstEmbedding {
    private FirstEmbedding() {}

    /// @param args id of the model
    public static void main(String[] args) {
        Standalone sextant = Standalone.create();
        EmbedOptions options = EmbedOptions.defaults(1_000).withModel(args[0]);
        sextant.embedder().embed(List.of("the first text"), options);
        long first = sinceStart();
        sextant.embedder().embed(List.of("a second text"), options);
        System.out.printf(
                "| %s | %s | %d | %d |%n", args[0], sextant.embedder().device().name(), first, sinceStart() - first);
    }

    private static long sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
