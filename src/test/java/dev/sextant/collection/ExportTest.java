package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExportTest {
    private static final String NAME = "rest-export";
    private static final String PATH = "/collections/%s/export".formatted(NAME);

    @BeforeEach
    void start() {
        Rest.create(NAME, "{\"chunk\": {\"tokens\": 16}}");
        Rest.add(NAME, """
                [{"id": "a", "text": "a lighthouse\\tby\\nthe sea", "metadata": {"year": 1900}},
                 {"id": "long", "text": "The ship left at noon. The crew was tired. Nobody sang. The sea was calm."},
                 {"id": "c", "text": "a bakery"}]""");
    }

    @Test
    void linesHoldOnePassageEach() {
        List<JsonNode> lines = Client.get(PATH).body().lines().map(Client::read).toList();
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines.stream().filter(line -> line.path("id").asText().equals("long")))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.path("text").asText().endsWith("."));
        assertThat(lines.getFirst().at("/metadata/year").asInt()).isEqualTo(1900);
        assertThat(Client.floats(lines.getLast().path("embedding")))
                .containsExactly(Client.vectorOf("a bakery"), within(1e-5f));
        String filter = "?filter=" + Rest.encoded("{\"year\": {\"lt\": 2000}}");
        assertThat(Client.get(PATH + filter).body().lines()).hasSize(1);
        Rest.assertRefused(Client.get(PATH + "?format=csv"), 400, "invalid_request", "npy");
    }

    @Test
    void documentsAreWholeAndMakeTheCollectionAgain() {
        Rest.add(NAME, """
                [{"id": "a", "text": "A lighthouse stood by the sea. Its lamp was out. Nobody came. Then it fell down."}]""");
        String lines = Client.get(PATH + "?format=documents").body();
        assertThat(lines.lines().map(line -> Client.read(line).path("id").asText()))
                .containsExactlyInAnyOrder("a", "long", "c");
        String copy = NAME + "-copy";
        Rest.create(copy, "{\"chunk\": {\"tokens\": 16}}");
        assertThat(Rest.lines(copy, lines).status()).isEqualTo(200);
        assertThat(texts(copy)).isEqualTo(texts(NAME)).hasSize(5);
    }

    private static List<String> texts(String collection) {
        return Client.get("/collections/%s/export".formatted(collection))
                .body()
                .lines()
                .map(line -> Client.read(line).path("text").asText())
                .toList();
    }

    @Test
    void npyIsWhatItsFormatSays() throws Exception {
        ByteBuffer file = ByteBuffer.wrap(bytes("?format=npy")).order(ByteOrder.LITTLE_ENDIAN);
        long rows = Client.get(PATH).body().lines().count();
        byte[] magic = new byte[8];
        file.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] header = new byte[file.getShort()];
        file.get(header);
        assertThat(file.position() % 64).isZero();
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 384), }".formatted(rows))
                .endsWith("\n");
        assertThat(file.remaining()).isEqualTo(rows * 384 * 4);
        float[] last = new float[384];
        file.position(file.limit() - 384 * 4);
        file.asFloatBuffer().get(last);
        assertThat(last).containsExactly(Client.vectorOf("a bakery"), within(1e-5f));
    }

    @Test
    void npyOfNothingHasNoRows() throws Exception {
        String filter = "?format=npy&filter=" + Rest.encoded("{\"year\": 1}");
        assertThat(new String(bytes(filter), StandardCharsets.ISO_8859_1)).contains("'shape': (0, 384)");
    }

    @Test
    void tsvIsAPairOfFilesThatBelongTogether() throws Exception {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes("?format=tsv")))) {
            List<String> vectors = file(zip, "vectors.tsv");
            List<String> metadata = file(zip, "metadata.tsv");
            assertThat(metadata).hasSize(vectors.size() + 1);
            assertThat(metadata.getFirst()).isEqualTo("id\ttext\tyear");
            assertThat(metadata.get(1)).isEqualTo("a\ta lighthouse by the sea\t1900");
            assertThat(vectors).allMatch(line -> line.split("\t", -1).length == 384);
            assertThat(metadata).allMatch(line -> line.split("\t", -1).length == 3);
            assertThat(Float.parseFloat(vectors.getLast().split("\t", -1)[0]))
                    .isCloseTo(Client.vectorOf("a bakery")[0], within(1e-5f));
        }
    }

    @Test
    void aSplitDocumentIsOneDocument() {
        JsonNode found = Rest.get("/collections/" + NAME);
        assertThat(found.path("count").asInt()).isEqualTo(3);
        assertThat(found.at("/chunk/tokens").asInt()).isEqualTo(16);
        JsonNode near = Rest.get("/collections/%s/documents/c/neighbors".formatted(NAME));
        assertThat(Rest.ids(near.path("hits"))).containsExactlyInAnyOrder("a", "long");
        assertThat(Rest.ids(Rest.get("/collections/%s/documents/long/neighbors".formatted(NAME))
                        .path("hits")))
                .containsExactlyInAnyOrder("a", "c");
    }

    private static List<String> file(ZipInputStream zip, String name) throws IOException {
        assertThat(zip.getNextEntry().getName()).isEqualTo(name);
        return new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] bytes(String query) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(Client.to(PATH + query).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }
}
