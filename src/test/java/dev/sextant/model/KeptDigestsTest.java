package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Digests that are kept, which may save work and must never be those of another file.
class KeptDigestsTest {
    private static final String NAME = "model.onnx";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void isKnownWithoutReadingTheSecondTime() throws Exception {
        Files.writeString(temp.resolve(NAME), "weights");
        assertThat(files().knownSha256(NAME)).isEmpty();

        String digest = files().sha256(NAME);

        assertThat(files().knownSha256(NAME)).contains(digest);
        assertThat(digest).isEqualTo(ModelFiles.sha256Of("weights"));
    }

    @Test
    void isNotThatOfAFileWhichWasReplacedByOneOfTheSameSizeAndTime() throws Exception {
        Path file = temp.resolve(NAME);
        FileTime time = FileTime.fromMillis(0);
        Files.writeString(file, "weights");
        Files.setLastModifiedTime(file, time);
        String first = files().sha256(NAME);

        Files.writeString(file, "WEIGHTS");
        Files.setLastModifiedTime(file, time);

        assertThat(files().sha256(NAME)).isNotEqualTo(first).isEqualTo(ModelFiles.sha256Of("WEIGHTS"));
    }

    @Test
    void isComputedWhereWhatWasKeptIsDamaged() throws Exception {
        Files.writeString(temp.resolve(NAME), "weights");
        String digest = files().sha256(NAME);
        try (Stream<Path> kept = Files.list(temp.resolve("kept/digests"))) {
            Files.writeString(kept.findFirst().orElseThrow(), "ffff");
        }

        assertThat(files().knownSha256(NAME)).isEmpty();
        assertThat(files().sha256(NAME)).isEqualTo(digest);
    }

    @Test
    void isThatOfTheBuiltInModelTooWhereItLiesInAJar() throws IOException {
        ModelFiles files = Objects.requireNonNull(BuiltInModels.all().get(BuiltInModels.FP32));

        assertThat(files.stamp(NAME)).isPresent();
        assertThat(files.stamp(NAME)).isNotEqualTo(files.stamp("tokenizer.json"));
    }

    private ModelFiles files() {
        ModelFiles files = new FolderFiles(temp);
        files.remember(new KeptDigests(new KeptFiles(Optional.of(temp.resolve("kept")))));
        return files;
    }
}
