package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sextant.collection.Document;
import dev.sextant.collection.Filter;
import dev.sextant.collection.StoredCollection;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No room is an error that leaves everything as it was. Files of the process cannot grow beyond 8,000 KiB, which takes
/// no privilege, unlike a small disk.
class FullDiskTest {
    @TempDir
    Path directory;

    @Test
    void noRoomIsAnErrorAndChangesNothing() throws Exception {
        assumeThat(new File("/bin/bash")).as("a shell that can limit files").exists();
        Process writer = Children.startLimited(8_000, LimitedWriter.class, directory.toString());
        String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(writer.waitFor()).as(said).isZero();
        Path files = directory.resolve("collections/a");
        assertThat(said.lines())
                .hasSize(5)
                .contains("small is kept", "last is kept", "2 documents, 3 passages")
                .anyMatch(line -> line.startsWith("long is not kept: " + files.resolve("documents.db")))
                .anyMatch(line -> line.startsWith("many is not kept: " + files.resolve("vectors-1.f32")));
        checkWhatIsThere();
    }

    private void checkWhatIsThere() {
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            StoredCollection a = store.find("a").orElseThrow();
            assertThat(a.page("", 9, Filter.ALL)).extracting(Document::id).containsExactly("last", "small");
            assertThat(a.rows("small")).containsExactly(0);
            assertThat(a.rows("last")).containsExactly(1, 2);
            assertThat(a.vectors(List.of(0, 1, 2)).rows()).isEqualTo(3);
        }
    }
}
