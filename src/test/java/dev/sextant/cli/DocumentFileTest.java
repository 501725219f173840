package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import dev.sextant.collection.Document;
import dev.sextant.collection.DocumentSource;
import dev.sextant.collection.Incoming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFileTest {
    private static final Standalone PARTS = Standalone.create();

    @TempDir
    private Path folder;

    private DocumentFile file(String name, String content) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(path))
                : Files.newOutputStream(path)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return new DocumentFile(path, "text", "id", PARTS);
    }

    private static List<Incoming> all(DocumentFile file) throws IOException {
        List<Incoming> all = new ArrayList<>();
        try (InputStream in = file.open()) {
            DocumentSource source = file.read(in);
            for (Optional<Incoming> next = source.next(); next.isPresent(); next = source.next()) {
                all.add(next.get());
            }
        }
        assertThat(file.count()).isEqualTo(all.size());
        return all;
    }

    private static Document document(Incoming incoming) {
        assertThat(incoming).isInstanceOf(Incoming.Accepted.class);
        return ((Incoming.Accepted) incoming).document();
    }

    @Test
    void aTextFileHasATextALine() throws IOException {
        List<Incoming> all = all(file("a.txt", "one line\r\n\nzwölf Zeilen\n   \n"));
        assertThat(all).hasSize(3);
        assertThat(document(all.get(0)).text()).isEqualTo("one line");
        assertThat(document(all.get(1)).text()).isEqualTo("zwölf Zeilen");
        assertThat(document(all.get(1)).id()).hasSize(32);
        assertThat(all.get(2)).isInstanceOf(Incoming.Refused.class);
    }

    @Test
    void aTableHasAHeaderAndQuotedCells() throws IOException {
        List<Incoming> all = all(file("a.csv.gz", """
                \uFEFFid,text,year,code,price,note
                7,"two
                lines, and a ""quote\""",1999,007,-1.5,
                8,,2000,x,1e3,n
                """));
        Document first = document(all.getFirst());
        assertThat(first.id()).isEqualTo("7");
        assertThat(first.text()).isEqualTo("two\nlines, and a \"quote\"");
        assertThat(first.metadata()).isEqualTo(Map.of("year", 1999L, "code", "007", "price", -1.5));
        assertThat(((Incoming.Refused) all.get(1)).fault().detail()).contains("blank");
    }

    @Test
    void linesOfJsonKeepTheirFieldsAsMetadata() throws IOException {
        List<Incoming> all = all(file("a.jsonl", """
                {"id": 7, "text": "seven", "year": 1999, "metadata": {"lang": "en"}}
                {"text": "broken
                {"text": "nested", "deep": {"x": 1}}
                ["no object"]
                """));
        Document first = document(all.getFirst());
        assertThat(first.id()).isEqualTo("7");
        assertThat(first.metadata()).containsKeys("year", "lang").hasSize(2);
        assertThat(all.subList(1, 4)).allMatch(incoming -> incoming instanceof Incoming.Refused);
    }

    @Test
    void aLineInAnotherCharsetIsRefusedAndTheNextOneIsRead() throws IOException {
        Path path = folder.resolve("latin.txt");
        Files.write(path, "caf\u00e9\ntea\n".getBytes(StandardCharsets.ISO_8859_1));
        List<Incoming> all = all(new DocumentFile(path, "text", "id", PARTS));
        assertThat(all).hasSize(2);
        assertThat(((Incoming.Refused) all.getFirst()).fault().detail()).contains("not UTF-8");
        assertThat(all.getFirst().index()).isZero();
        assertThat(document(all.get(1)).text()).isEqualTo("tea");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text,caf\u00e9\ntea,\n", "text\ncaf\u00e9\n"})
    void aTableInAnotherCharsetIsRefused(String table) throws IOException {
        Path path = folder.resolve("latin.csv");
        Files.write(path, table.getBytes(StandardCharsets.ISO_8859_1));
        DocumentFile file = new DocumentFile(path, "text", "id", PARTS);
        assertThatThrownBy(file::count)
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessageContaining("latin.csv is not UTF-8 somewhere after row 0; save the file as UTF-8");
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        DocumentFile other = file("a.pdf", "x");
        assertThatThrownBy(other::count)
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessageContaining(".csv");
        DocumentFile untitled = file("a.csv", "name,year\nx,1\n");
        assertThatThrownBy(untitled::count)
                .hasMessageContaining("no column text")
                .hasMessageContaining("name, year");
        DocumentFile wide = file("b.csv", "text,year\nx,1,2,3\n");
        assertThatThrownBy(wide::count).hasMessageContaining("after row 0");
        assertThatThrownBy(() -> new DocumentFile(folder.resolve("none.txt"), "text", "id", PARTS).count())
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
}
