package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `POST /embed`: how vectors are written, and the inspection of what was written.
@QuarkusTest
class EmbedEncodingTest {
    private static final List<String> TEXTS = List.of("the tide comes in", "a receipt for two coffees", "été");

    @Test
    void base64IsTheSameNumbersInLittleEndianOrder() {
        float[][] floats = floats(Map.of("texts", TEXTS));
        for (int row = 0; row < TEXTS.size(); row++) {
            float[] decoded = new float[384];
            ByteBuffer.wrap(bytes("base64", row))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(decoded);
            assertThat(decoded).containsExactly(floats[row]);
        }
        assertThat(bytes("base64", 0)).hasSize(4 * 384);
    }

    @Test
    void int8IsWithinAStepOfTheNumbers() throws IOException {
        JsonNode ranges = ranges();
        float[] min = Client.floats(ranges.path("min"));
        float[] max = Client.floats(ranges.path("max"));
        float[][] floats = floats(Map.of("texts", TEXTS));
        for (int row = 0; row < TEXTS.size(); row++) {
            byte[] codes = bytes("int8", row);
            assertThat(codes).hasSize(384);
            for (int i = 0; i < codes.length; i++) {
                float step = (max[i] - min[i]) / 255;
                float decoded = min[i] + (codes[i] + 128) * step;
                float clipped = Math.clamp(floats[row][i], min[i], max[i]);
                assertThat(decoded).as("row %d, dimension %d", row, i).isCloseTo(clipped, within(step * 1.01f + 1e-6f));
            }
        }
    }

    @Test
    void binaryIsSignBitsWithTheMostSignificantFirst() {
        float[][] floats = floats(Map.of("texts", TEXTS));
        for (int row = 0; row < TEXTS.size(); row++) {
            byte[] bits = bytes("binary", row);
            assertThat(bits).hasSize(48);
            for (int i = 0; i < 384; i++) {
                assertThat((bits[i / 8] >> (7 - i % 8)) & 1)
                        .as("row %d, bit %d", row, i)
                        .isEqualTo(floats[row][i] > 0 ? 1 : 0);
            }
        }
    }

    @Test
    void binaryIsPaddedToWholeBytesWithZeros() {
        String code = Client.embed(Map.of("texts", TEXTS, "encoding", "binary", "dimensions", 11))
                .json()
                .path("embeddings")
                .path(0)
                .asText();
        byte[] bits = Base64.getDecoder().decode(code);
        assertThat(bits).hasSize(2);
        assertThat(bits[1] & 0x1F).isZero();
        assertThat(bits[0]).isEqualTo(bytes("binary", 0)[0]);
    }

    @Test
    void int8NeedsUnitVectorsOfFullLength() {
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("texts", TEXTS, "encoding", "int8", "dimensions", 128),
                Map.of("texts", TEXTS, "encoding", "int8", "normalize", false))) {
            Answer refused = Client.post("/embed", Client.write(other));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("code").asText()).isEqualTo("no_ranges");
            assertThat(refused.json().path("field").asText()).isEqualTo("encoding");
        }
    }

    @Test
    void theQuantisedModelHasRangesOfItsOwn() {
        Answer answer = Client.embed(Map.of("texts", TEXTS, "encoding", "int8", "model", "all-minilm-l6-v2-int8"));
        assertThat(Base64.getDecoder()
                        .decode(answer.json().path("embeddings").path(2).asText()))
                .hasSize(384);
    }

    @Test
    void anInspectionDescribesTheVectorsThatWereReturned() {
        Answer answer = Client.embed(Map.of("texts", TEXTS, "inspect", true));
        JsonNode inspection = answer.json().path("inspection");
        assertThat(inspection.path("rows").asInt()).isEqualTo(3);
        assertThat(inspection.path("dimensions").asInt()).isEqualTo(384);
        assertThat(inspection.path("bytes").asInt()).isEqualTo(3 * 384 * 4);
        assertThat(inspection.path("dtype").asText()).isEqualTo("float32");
        double sum = 0;
        double squares = 0;
        float min = Float.MAX_VALUE;
        for (int row = 0; row < 3; row++) {
            for (float value : answer.vector(row)) {
                sum += value;
                squares += (double) value * value;
                min = Math.min(min, value);
            }
        }
        double mean = sum / (3 * 384);
        assertThat(inspection.path("mean").asDouble()).isCloseTo(mean, within(1e-8));
        assertThat(inspection.path("standardDeviation").asDouble())
                .isCloseTo(Math.sqrt(squares / (3 * 384) - mean * mean), within(1e-7));
        assertThat(inspection.path("min").floatValue()).isCloseTo(min, within(1e-7f));
        assertThat(inspection.path("zeroShare").asDouble()).isZero();
        assertThat(inspection.path("norms").path("values")).hasSize(3);
        assertThat(inspection.path("norms").path("mean").asDouble()).isCloseTo(1, within(1e-6));
        assertThat(inspection.path("first")).hasSize(3).allMatch(row -> row.size() == 10);
        assertThat(inspection.path("first").path(2).path(9).floatValue()).isEqualTo(answer.vector(2)[9]);
        assertThat(inspection.path("dimensionVariance")).hasSize(384);
    }

    @Test
    void theHistogramCountsEveryValueOnce() {
        JsonNode inspection =
                Client.embed(Map.of("texts", TEXTS, "inspect", true)).json().path("inspection");
        JsonNode edges = inspection.path("histogram").path("edges");
        assertThat(edges).hasSize(51);
        assertThat(edges.path(0).asDouble()).isEqualTo(inspection.path("min").asDouble());
        assertThat(edges.path(50).asDouble()).isEqualTo(inspection.path("max").asDouble());
        assertThat(inspection.path("histogram").path("counts")).hasSize(50);
        int total = 0;
        for (JsonNode count : inspection.path("histogram").path("counts")) {
            total += count.asInt();
        }
        assertThat(total).isEqualTo(3 * 384);
    }

    @Test
    void theFirstOfManyRowsAndOfFewDimensionsAreAsManyAsThereAre() {
        List<String> many = IntStream.range(0, 12).mapToObj(i -> "row " + i).toList();
        JsonNode inspection = Client.embed(Map.of("texts", many, "inspect", true, "dimensions", 4))
                .json()
                .path("inspection");
        assertThat(inspection.path("first")).hasSize(10).allMatch(row -> row.size() == 4);
        assertThat(inspection.path("norms").path("values")).hasSize(12);
    }

    @Test
    void anInspectionIsOfTheDecodedValues() {
        JsonNode signs = inspection("binary");
        assertThat(signs.path("dtype").asText()).isEqualTo("bit");
        assertThat(signs.path("bytes").asInt()).isEqualTo(3 * 48);
        assertThat(signs.path("min").asDouble()).isEqualTo(-1);
        assertThat(signs.path("max").asDouble()).isEqualTo(1);
        assertThat(signs.path("norms").path("max").asDouble()).isCloseTo(Math.sqrt(384), within(1e-9));
        JsonNode codes = inspection("int8");
        assertThat(codes.path("dtype").asText()).isEqualTo("int8");
        assertThat(codes.path("bytes").asInt()).isEqualTo(3 * 384);
        assertThat(codes.path("norms").path("mean").asDouble()).isCloseTo(1, within(0.05));
        assertThat(inspection("base64").path("dtype").asText()).isEqualTo("float32");
    }

    private static JsonNode inspection(String encoding) {
        return Client.embed(Map.of("texts", TEXTS, "inspect", true, "encoding", encoding))
                .json()
                .path("inspection");
    }

    private static float[][] floats(Map<String, Object> request) {
        Answer answer = Client.embed(request);
        return new float[][] {answer.vector(0), answer.vector(1), answer.vector(2)};
    }

    private static byte[] bytes(String encoding, int row) {
        JsonNode embeddings = Client.embed(Map.of("texts", TEXTS, "encoding", encoding))
                .json()
                .path("embeddings");
        return Base64.getDecoder().decode(embeddings.path(row).asText());
    }

    private static JsonNode ranges() throws IOException {
        String name = "/dev/sextant/model/all-minilm-l6-v2.ranges.json";
        try (InputStream in = Objects.requireNonNull(EmbedEncodingTest.class.getResourceAsStream(name))) {
            return Client.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
