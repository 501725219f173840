package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class FuseCommandTest {
    private static final Path MODEL = Path.of("src/test/resources/models/bert-mean-old");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    private final StringWriter err = new StringWriter();

    /// The command sets them for its own process, which here goes on.
    @AfterEach
    void forgetSettings() {
        List.of("sextant.device", "sextant.models.sextant-copy", "sextant.models.sextant-original")
                .forEach(System::clearProperty);
    }

    @Test
    void leavesACopyThatProvesRightWithVectorsForTheSelfTest() {
        Path copy = temp.resolve("copy");

        assertThat(fuse(MODEL, copy)).as(err.toString()).isZero();

        assertThat(copy.resolve("onnx/model.onnx")).exists();
        assertThat(copy.resolve("sextant-golden.json")).content().contains("lighthouse");
    }

    /// The graph has four heads, whatever its configuration says; the fused one believes the configuration.
    @Test
    void leavesNothingOfACopyThatProvesWrong() throws IOException {
        Path model = copyOfModel();
        Path config = model.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_attention_heads\": 4", "\"num_attention_heads\": 2"));

        assertThat(fuse(model, temp.resolve("copy"))).isEqualTo(1);

        assertThat(err.toString()).contains("cannot be fused: a vector of the copy has cosine 0.");
        assertThat(temp.resolve("copy")).doesNotExist();
    }

    @Test
    void leavesNothingOfACopyThatCannotBeLoaded() throws IOException {
        Path model = copyOfModel();
        Files.writeString(model.resolve("tokenizer.json"), "{}");

        assertThat(fuse(model, temp.resolve("copy"))).isEqualTo(1);

        assertThat(err.toString()).contains("tokenizer.json");

        assertThat(temp.resolve("copy")).doesNotExist();
    }

    @Test
    void leavesAFolderAloneThatWasThereBefore() throws IOException {
        Path there = Files.createDirectory(temp.resolve("there"));
        Files.writeString(there.resolve("mine"), "text");

        assertThat(fuse(MODEL, there)).isEqualTo(1);

        assertThat(err.toString()).contains("is there already");
        assertThat(there.resolve("mine")).hasContent("text");
    }

    private int fuse(Path model, Path copy) {
        CommandLine commands = new CommandLine(new FuseCommand());
        commands.setErr(new PrintWriter(err, true));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commands.execute(model.toString(), copy.toString());
    }

    private Path copyOfModel() throws IOException {
        Path copy = temp.resolve("model");
        try (Stream<Path> files = Files.walk(MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(MODEL.relativize(file)));
            }
        }
        return copy;
    }
}
