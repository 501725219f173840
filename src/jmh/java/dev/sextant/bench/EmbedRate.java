package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Embeds the first lines of a file, five rounds past the cache, and prints each round's rate:
/// `EmbedRate MODEL LINES FILE`.
public final class EmbedRate {
    private static final int ROUNDS = 5;

    private EmbedRate() {}

    /// @param args model id, number of lines, file
    public static void main(String[] args) throws IOException {
        List<String> texts = Files.readAllLines(Path.of(args[2])).stream()
                .filter(line -> !line.isBlank())
                .limit(Integer.parseInt(args[1]))
                .toList();
        Standalone sextant = Standalone.create();
        EmbedOptions options =
                EmbedOptions.defaults(Long.MAX_VALUE).withModel(args[0]).withKeep(false);
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            Embedded embedded = sextant.embedder().embed(texts, options);
            double seconds = (System.nanoTime() - started) / 1e9;
            long tokens =
                    embedded.tokens().stream().mapToLong(Integer::longValue).sum();
            System.out.printf(
                    "sextant %s %.1f texts/s %.0f tokens/s (tokenise %.0f ms, infer %.0f ms of %.0f ms)%n",
                    args[0],
                    texts.size() / seconds,
                    tokens / seconds,
                    embedded.timings().tokenizeNanos() / 1e6,
                    embedded.timings().inferNanos() / 1e6,
                    seconds * 1e3);
        }
    }
}
