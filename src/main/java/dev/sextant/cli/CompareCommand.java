package dev.sextant.cli;

import dev.sextant.compare.CompareFunction;
import dev.sextant.compare.CompareRequest;
import dev.sextant.compare.CompareResponse;
import dev.sextant.wire.Caller;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Shows how alike the lines of a file are.
@CommandLine.Command(
        name = "compare",
        description = "Shows how alike the lines of a file, or of standard input, are.",
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    @CommandLine.Parameters(paramLabel = "FILE", description = "One text a line, UTF-8; - for standard input.")
    private String file = TextLines.STANDARD_INPUT;

    @CommandLine.Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "cosine (default), dot, euclidean or manhattan.")
    private String metric = "cosine";

    @CommandLine.Option(names = "--model", paramLabel = "ID", description = "Model to use instead of the default one.")
    private @Nullable String model;

    @CommandLine.Option(names = "--json", description = "Give what the server answers, with the whole matrix.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Standalone parts = Standalone.create();
        List<String> texts = TextLines.of(file);
        CompareResponse compared = new CompareFunction(parts.embedder(), parts.limits(), Caller.STAYING)
                .compare(new CompareRequest(
                        new ArrayList<@Nullable String>(texts), null, List.of(metric), null, true, model));
        // Not System.out, which keeps quiet about a reader that has gone.
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            byte[] answer = json
                    ? parts.json().writeValueAsBytes(compared)
                    : SimilarityTable.of(metric, compared, texts).getBytes(StandardCharsets.UTF_8);
            out.write(answer);
            out.write('\n');
        }
        return CommandLine.ExitCode.OK;
    }
}
