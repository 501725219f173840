package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sextant.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
    private static final Standalone PARTS = Standalone.create();

    @TempDir
    private Path folder;

    private MappedFile read(String name, String content, @Nullable String label) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, content);
        return MappedFile.read(new DocumentFile(path, "text", "id", PARTS), label);
    }

    @Test
    void labelsComeFromAColumn() throws IOException {
        MappedFile file = read("a.csv", "text,kind\none,1\ntwo,\nthree,b\n", "kind");
        assertThat(file.texts()).containsExactly("one", "two", "three");
        assertThat(file.labels()).containsExactly("1", MappedFile.UNLABELLED, "b");
    }

    @Test
    void withoutAFieldThereAreNoLabels() throws IOException {
        assertThat(read("a.txt", "one\ntwo\n", null).labels()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftOut() throws IOException {
        assertThat(read("a.jsonl", "{\"text\": \"one\"}\n{\"txt\": 1}\nno json\n{\"text\": \"two\"}\n", null)
                        .texts())
                .containsExactly("one", "two");
    }

    @Test
    void aFieldThatNoDocumentHasIsRefusedAndTheOthersAreNamed() {
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> read("a.csv", "text,kind,year\none,a,1\n", "sort"))
                .withMessageContaining("no document has the field sort")
                .withMessageContaining("there are kind, year");
    }

    @Test
    void aFileWithoutTextsIsRefused() {
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> read("a.txt", "\n\n", null))
                .withMessageContaining("has no text to map");
    }
}
