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
        EmbedOptions options = EmbedOptions.defaults(1_000).withModel(args[0]);
        Standalone.create().embedder().embed(List.of("the first text"), options);
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        Reading.print("start", "ms", (double) (System.currentTimeMillis() - started));
        System.exit(0);
    }
}
