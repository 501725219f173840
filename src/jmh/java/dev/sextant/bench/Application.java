package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The packaged application, as the image starts it: Java with its ahead-of-time cache.
public final class Application {
    private Application() {}

    /// @param flags of the JVM, or settings
    /// @throws IOException if it is not built
    public static List<String> command(Setting setting, String... flags) throws IOException {
        Path folder = setting.root().resolve("target/quarkus-app");
        List<String> command = new ArrayList<>(List.of(Program.executable()));
        command.addAll(Program.FLAGS);
        command.add("-XX:AOTCache=" + cache(folder));
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toString()));
        return command;
    }

    private static Path cache(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no cache beside the jar; run ./sextant build"));
        }
    }
}
