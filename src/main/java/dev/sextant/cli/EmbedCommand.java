package dev.sextant.cli;

import dev.sextant.embed.EmbedRequest;
import dev.sextant.embed.EmbedStream;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Embeds the lines of a file: lines in, NDJSON out, in constant memory.
@CommandLine.Command(
        name = "embed",
        description = "Embeds the lines of a file, or of standard input, to NDJSON on standard output.",
        sortOptions = false)
final class EmbedCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @CommandLine.Parameters(paramLabel = "FILE", description = "One text a line, UTF-8; - for standard input.")
    private String file = STANDARD_INPUT;

    @CommandLine.Option(names = "--model", paramLabel = "ID", description = "Model to use instead of the default one.")
    private @Nullable String model;

    @CommandLine.Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "query or document, for models with prompts.")
    private @Nullable String role;

    @CommandLine.Option(names = "--dimensions", paramLabel = "N", description = "Keep the first N dimensions.")
    private @Nullable Integer dimensions;

    @CommandLine.Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "float (default), base64, int8 or binary.")
    private @Nullable String encoding;

    @CommandLine.Option(names = "--no-normalize", description = "Give the vectors before normalisation.")
    private boolean raw;

    @CommandLine.Option(
            names = "--max-memory-mb",
            paramLabel = "N",
            description = "Stay below N MiB of memory, 512 or more; the script divides it between Java and the model.")
    @SuppressWarnings("UnusedVariable") // Read by the script, before there is a Java to limit; declared for --help.
    private @Nullable Integer maxMemoryMb;

    @Override
    public Integer call() throws IOException {
        Standalone parts = Standalone.create();
        long lines = Progress.UNKNOWN;
        if (!file.equals(STANDARD_INPUT)) {
            try (InputStream in = open()) {
                lines = EmbedStream.count(in, parts.limits());
            }
        }
        EmbedRequest request = new EmbedRequest(null, model, role, !raw, dimensions, null, encoding, false);
        EmbedStream stream = new EmbedStream(parts.embedder(), parts.json(), parts.limits(), request);
        stream.prepare();
        try (InputStream in = open();
                ProgressBar progress = Progress.bar("Embedding", " texts", lines)) {
            // Not System.out, which keeps quiet about a reader that has gone.
            stream.run(in, new FileOutputStream(FileDescriptor.out), EmbedStream.Form.TEXT, progress::stepTo);
        }
        return CommandLine.ExitCode.OK;
    }

    private InputStream open() throws IOException {
        return file.equals(STANDARD_INPUT) ? new BufferedInputStream(System.in) : Files.newInputStream(Path.of(file));
    }
}
