package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was asked of the benchmark.
///
/// @param root the project's folder
/// @param rounds how often each program runs
/// @param texts a file to embed instead of generated texts
/// @param python an interpreter that may have sentence-transformers
/// @param model default model of servers whose memory is looked at
/// @param lines length of the long stream
/// @param minutes length of the mixed load
/// @param retentionSeconds how long the last pod stays, instead of what the manifests say
/// @param isWritten whether what comes of it goes into the project's page
public record Setting(
        Path root,
        int rounds,
        Optional<Path> texts,
        String python,
        String model,
        int lines,
        int minutes,
        OptionalDouble retentionSeconds,
        boolean isWritten) {

    /// Where everything goes that may be thrown away.
    public Path work() {
        return root.resolve("target/bench");
    }

    public Path logs() {
        return work().resolve("logs");
    }

    /// Where pictures go.
    public Path pictures() {
        return isWritten ? root.resolve("docs") : work();
    }

    /// The model as a server's setting.
    String modelFlag() {
        return "-Dsextant.model.default=" + model;
    }

    TextFile write(String name, java.util.List<String> lines) throws IOException {
        return TextFile.write(work().resolve("texts/" + name + ".txt"), lines);
    }
}
