package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What the page makes of files, by the modules themselves, in a browser.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class DocumentsInBrowserTest {
    private static final String READ = """
            const [name, base64, done] = arguments;
            const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
            import('/explorer/documents.js').then(async ({fileSource, guess, entries}) => {
              const source = await fileSource(new File([bytes], name));
              const choice = guess(source);
              return {...choice, columns: source.columns, note: source.note, count: source.count,
                entries: [...entries(source, choice)]};
            }).catch(error => ({error: error.message})).then(read => done(JSON.stringify(read)));
            """;

    @Nullable
    private static Browser browser;

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void csvMayHaveAMarkQuotesAndEmptyLines() {
        JsonNode read = read("notes.csv", "\uFEFFid,text\r\n1,\"hello, \"\"you\"\"\nthere\"\r\n\r\n2,bye\r\n");
        assertThat(documents(read))
                .containsExactly(
                        "{\"id\":\"1\",\"text\":\"hello, \\\"you\\\"\\nthere\"}", "{\"id\":\"2\",\"text\":\"bye\"}");
        assertThat(read.path("entries").path(1).path("at").asText()).isEqualTo("row 4");
    }

    @Test
    void otherColumnsBecomeMetadataOfTheirTypes() {
        JsonNode read = read(
                "notes.csv",
                "body,year,good,code,day,mixed\na,1990,true,007,2024-01-31,1\nb,2.5,FALSE,012,2024-02-01,one\nc,,,,,\n");
        assertThat(documents(read))
                .containsExactly(
                        "{\"text\":\"a\",\"metadata\":{\"year\":1990,\"good\":true,\"code\":\"007\",\"day\":\"2024-01-31\",\"mixed\":\"1\"}}",
                        "{\"text\":\"b\",\"metadata\":{\"year\":2.5,\"good\":false,\"code\":\"012\",\"day\":\"2024-02-01\",\"mixed\":\"one\"}}",
                        "{\"text\":\"c\"}");
    }

    @Test
    void theDelimiterIsFound() {
        assertThat(documents(read("a.csv", "a;text\n1;x, y, z\n2;\"x;y\"\n")))
                .containsExactly(
                        "{\"text\":\"x, y, z\",\"metadata\":{\"a\":1}}", "{\"text\":\"x;y\",\"metadata\":{\"a\":2}}");
        assertThat(documents(read("a.csv", "a\ttext\n1\tx, y\n")))
                .containsExactly("{\"text\":\"x, y\",\"metadata\":{\"a\":1}}");
        assertThat(documents(read("a.tsv", "a,b\ttext\n1\tx\n")))
                .containsExactly("{\"text\":\"x\",\"metadata\":{\"a,b\":1}}");
    }

    @Test
    void aCommaInAFileOfOneColumnIsPartOfTheText() {
        assertThat(documents(read("one.csv", "sentence\nhello, world\n\"so, so\"\n")))
                .containsExactly("{\"text\":\"hello, world\"}", "{\"text\":\"so, so\"}");
    }

    @Test
    void columnsWithoutANameOrWithTheSameGetOne() {
        assertThat(read("a.csv", "a,a,,text\n1,2,3,x\n").path("columns").toString())
                .isEqualTo("[\"a\",\"a 2\",\"column 3\",\"text\"]");
        assertThat(documents(read("a.csv", "__proto__,text\nx,y\n")))
                .containsExactly("{\"text\":\"y\",\"metadata\":{\"__proto__\":\"x\"}}");
    }

    @Test
    void rowsThatAreShorterOrLongerAreTaken() {
        JsonNode read = read("a.csv", "text,n\nx\ny,2,3\nz,4\n");
        assertThat(read.path("note").asText()).startsWith("2 rows have more or fewer cells than the header");
        assertThat(documents(read))
                .containsExactly(
                        "{\"text\":\"x\"}",
                        "{\"text\":\"y\",\"metadata\":{\"n\":2}}",
                        "{\"text\":\"z\",\"metadata\":{\"n\":4}}");
    }

    @Test
    void theColumnOfTheTextIsTheNamedOneOrTheLongest() {
        assertThat(read("a.csv", "title,text\na long title,x\n").path("text").asText())
                .isEqualTo("text");
        assertThat(read("a.csv", "a,b,id\nshort,a bit longer,7\n").path("text").asText())
                .isEqualTo("b");
        assertThat(read("a.csv", "id,text\n1,x\n1,y\n").path("id").asText()).isEmpty();
    }

    @Test
    void jsonIsAListOrARecordALine() {
        assertThat(documents(read("a.json", "[{\"id\": 5, \"body\": \"x\", \"tags\": [\"t\"], \"in\": {\"a\": 1}}]")))
                .containsExactly("{\"id\":\"5\",\"text\":\"x\",\"metadata\":{\"tags\":[\"t\"]}}");
        assertThat(documents(read("a.json", "{\"documents\": [{\"text\": \"x\"}], \"version\": 1}")))
                .containsExactly("{\"text\":\"x\"}");
        assertThat(documents(read("a.jsonl", "{\"text\": \"x\", \"n\": 1}\r\n\r\n\"y\"\n")))
                .containsExactly("{\"text\":\"x\",\"metadata\":{\"n\":1}}", "{\"text\":\"y\"}");
        assertThat(documents(read("a.json", "{\"text\": \"x\"}\n{\"text\": \"y\"}")))
                .hasSize(2);
    }

    @Test
    void aBrokenLineFailsAlone() {
        JsonNode read = read("a.ndjson", "{\"text\": \"x\"}\n{\"text\": \n{\"other\": 1}\n7\n");
        assertThat(documents(read)).containsExactly("{\"text\":\"x\"}");
        assertThat(read.path("entries").findValuesAsText("error"))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("line 2 is not JSON: "),
                        error -> assertThat(error).isEqualTo("line 3 has nothing in “text”"),
                        error -> assertThat(error).isEqualTo("line 4 is neither an object nor a text"));
    }

    @Test
    void linesAreTexts() {
        JsonNode read = read("a.txt", "one\r\n\n  two, three \n");
        assertThat(documents(read)).containsExactly("{\"text\":\"one\"}", "{\"text\":\"two, three\"}");
        assertThat(read.path("columns")).isEmpty();
        assertThat(read("a.txt", "häßlich\n".getBytes(StandardCharsets.UTF_16))
                        .path("entries")
                        .findValuesAsText("text"))
                .containsExactly("häßlich");
    }

    @Test
    void whatIsCompressedIsUnpacked() {
        byte[] zipped = gzip("text\nx\n".repeat(2000).getBytes(StandardCharsets.UTF_8));
        assertThat(read("a.csv.gz", zipped).path("count").asInt()).isEqualTo(3999);
        assertThat(error("a.csv.gz", Arrays.copyOf(zipped, zipped.length / 2))).contains("“a.csv.gz” cannot be read");
    }

    @Test
    void whatIsNoTextIsRefusedWithASentence() {
        assertThat(error("a.txt", "häßlich".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("is not in UTF-8");
        assertThat(error("a.csv", "PK\u0003\u0004".getBytes(StandardCharsets.UTF_8)))
                .contains("Export it as CSV");
        assertThat(error("a.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8))).contains("is a PDF");
        assertThat(error("a.bin", new byte[] {1, 0, 2})).contains("is not a text file");
        assertThat(error("a.txt", new byte[0])).contains("has no texts in it");
        assertThat(error("a.csv", "text,n\n".getBytes(StandardCharsets.UTF_8))).contains("has no texts in it");
        assertThat(error("a.json", "[1,".getBytes(StandardCharsets.UTF_8))).startsWith("the file is not JSON: ");
        assertThat(error("a.json", "{\"text\": \"x\"}".getBytes(StandardCharsets.UTF_8)))
                .contains("a list of records is needed");
    }

    private static List<String> documents(JsonNode read) {
        assertThat(read.has("error")).as("%s", read).isFalse();
        return read.path("entries").findValues("document").stream()
                .map(JsonNode::toString)
                .toList();
    }

    private static String error(String name, byte[] bytes) {
        return read(name, bytes).path("error").asText();
    }

    private static JsonNode read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(String name, byte[] bytes) {
        Object read = page().driver()
                .executeAsyncScript(READ, name, Base64.getEncoder().encodeToString(bytes));
        return Client.read((String) Objects.requireNonNull(read));
    }

    /// One for all tests, as none of them leaves anything in it.
    private static Browser page() {
        Browser opened = browser;
        if (opened == null) {
            opened = Browser.open(Look.DESKTOP);
            browser = opened;
            opened.go("/explorer/");
        }
        return opened;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
