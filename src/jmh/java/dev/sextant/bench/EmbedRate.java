package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// How fast Sextant embeds in process, past its cache: `EmbedRate MODEL FILE...`, a text a line. Readings are named by
/// the files.
public final class EmbedRate {
    private static final int WARM_UP = 2_048;

    private EmbedRate() {}

    /// @param args model id, files
    public static void main(String[] args) throws IOException {
        Standalone sextant = Standalone.create();
        EmbedOptions options =
                EmbedOptions.defaults(Long.MAX_VALUE).withModel(args[0]).withKeep(false);
        sextant.embedder().embed(Texts.read(Path.of(args[1]), WARM_UP), options);
        for (Path file :
                List.of(args).subList(1, args.length).stream().map(Path::of).toList()) {
            List<String> texts = Texts.read(file, Integer.MAX_VALUE);
            long started = System.nanoTime();
            Embedded embedded = sextant.embedder().embed(texts, options);
            double seconds = (System.nanoTime() - started) / 1e9;
            long tokens =
                    embedded.tokens().stream().mapToLong(Integer::longValue).sum();
            String name = TextFile.nameOf(file);
            Reading.print(name, "texts/s", texts.size() / seconds);
            Reading.print(name, "tokens/s", tokens / seconds);
        }
        System.exit(0);
    }
}
