package dev.sextant.face.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// OpenAI's own client and LangChain4j's, unmodified, and what they do not show.
@QuarkusTest
class OpenAiTest {
    private static final String MODEL = "all-minilm-l6-v2";
    private static final List<String> TEXTS = List.of("the tide comes in", "two coffees", "été 👩‍🚀");

    private static OpenAIClient client() {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://localhost:%d/v1".formatted(Client.port()))
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @Test
    void openAisClientGetsTheVectorsOfEmbed() {
        CreateEmbeddingResponse response = client().embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(MODEL)
                        .inputOfArrayOfStrings(TEXTS)
                        .build());
        Answer embedded = Client.embed(Map.of("texts", TEXTS));
        assertThat(response.model()).isEqualTo(MODEL);
        assertThat(response.data()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(response.data().get(i).index()).isEqualTo(i);
            assertSame(response.data().get(i).embedding(), embedded.vector(i));
        }
        long tokens = 0;
        for (JsonNode count : embedded.json().path("tokens")) {
            tokens += count.asLong();
        }
        assertThat(response.usage().promptTokens()).isEqualTo(tokens);
        assertThat(response.usage().totalTokens()).isEqualTo(tokens);
    }

    @Test
    void openAisClientMayAskForFloatsForBase64AndForAShorterVector() {
        float[] full = Client.vectorOf("two coffees");
        for (EmbeddingCreateParams.EncodingFormat format :
                List.of(EmbeddingCreateParams.EncodingFormat.FLOAT, EmbeddingCreateParams.EncodingFormat.BASE64)) {
            assertSame(single(params().encodingFormat(format)), full);
        }
        float[] cut = Client.embed(Map.of("texts", List.of("two coffees"), "dimensions", 16))
                .vector(0);
        assertSame(single(params().dimensions(16)), cut);
    }

    @Test
    void openAisClientListsTheModels() {
        List<String> ids =
                client().models().list().data().stream().map(Model::id).toList();
        assertThat(ids).containsExactly(MODEL, MODEL + "-int8");
    }

    @Test
    void openAisClientRaisesItsOwnExceptions() {
        NotFoundException unknown =
                catchThrowableOfType(NotFoundException.class, () -> single(params().model("text-embedding-3-small")));
        assertThat(unknown.code()).contains("model_not_found");
        assertThat(unknown.param()).contains("model");
        assertThat(unknown.type()).contains("invalid_request_error");
        assertThat(unknown).hasMessageContaining("text-embedding-3-small");
        BadRequestException blank = catchThrowableOfType(BadRequestException.class, () -> single(params().input(" ")));
        assertThat(blank.param()).contains("input");
        assertThat(blank).hasMessageContaining("blank");
    }

    @Test
    void tokenIdsAreRefusedWithTheRemedy() {
        for (EmbeddingCreateParams.Builder tokens : List.of(
                params().inputOfArrayOfTokens(List.of(1L, 2L)),
                params().inputOfArrayOfTokenArrays(List.of(List.of(1L), List.of(2L))))) {
            assertThatThrownBy(() -> single(tokens))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("check_embedding_ctx_length=False");
        }
    }

    @Test
    void langChainsModelGetsTheVectorsOfEmbed() {
        OpenAiEmbeddingModel model = langChain(MODEL);
        Response<List<Embedding>> response =
                model.embedAll(TEXTS.stream().map(TextSegment::from).toList());
        Answer embedded = Client.embed(Map.of("texts", TEXTS));
        for (int i = 0; i < 3; i++) {
            assertThat(response.content().get(i).vector()).containsExactly(embedded.vector(i));
        }
        assertThat(model.embed("hello").content().vector()).containsExactly(Client.vectorOf("hello"));
        assertThat(model.dimension()).isEqualTo(384);
        assertThatThrownBy(() -> langChain("nobody").embed("hello")).isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void aListAndAStringAreAnsweredAlike() {
        Answer one = post("{\"model\": \"%s\", \"input\": \"hello\"}");
        Answer list =
                post("{\"model\": \"%s\", \"input\": [\"hello\"], \"encoding_format\": \"float\", \"user\": \"u\"}");
        assertThat(one.body()).isEqualTo(list.body());
        assertThat(one.json().path("object").asText()).isEqualTo("list");
        JsonNode data = one.json().path("data").path(0);
        assertThat(data.path("object").asText()).isEqualTo("embedding");
        assertThat(Client.floats(data.path("embedding"))).containsExactly(Client.vectorOf("hello"));
        assertThat(post("{\"input\": \"hello\"}").json().path("model").asText()).isEqualTo(MODEL);
    }

    @Test
    void base64IsLittleEndian() {
        Answer answer = post("{\"model\": \"%s\", \"input\": \"hello\", \"encoding_format\": \"base64\"}");
        String code = answer.json().path("data").path(0).path("embedding").asText();
        float[] vector = new float[384];
        ByteBuffer.wrap(Base64.getDecoder().decode(code))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vector);
        assertThat(vector).containsExactly(Client.vectorOf("hello"));
    }

    @Test
    void badRequestsAreAnsweredInOpenAisShape() {
        assertError(post("{\"input\": "), 400, "", "");
        assertError(post("[]"), 400, "", "");
        assertError(post(""), 400, "", "");
        assertError(post("{\"model\": \"%s\"}"), 400, "", "input");
        assertError(post("{\"input\": []}"), 400, "", "input");
        assertError(post("{\"input\": 5}"), 400, "", "input");
        assertError(post("{\"input\": [\"a\", null]}"), 400, "", "input");
        assertError(post("{\"input\": [\"a\", {}]}"), 400, "", "input");
        assertError(post("{\"input\": \"a\", \"dimensions\": 385}"), 400, "", "dimensions");
        assertError(post("{\"input\": \"a\", \"dimensions\": \"x\"}"), 400, "", "dimensions");
        assertError(post("{\"input\": \"a\", \"encoding_format\": \"int8\"}"), 400, "", "encoding_format");
        assertError(post("{\"input\": \"a\", \"input_type\": \"poem\"}"), 400, "", "input_type");
        assertError(post("{\"input\": \"a\", \"model\": \"nobody\"}"), 404, "model_not_found", "model");
        String many = "[%s]".formatted("\"a\",".repeat(2048) + "\"a\"");
        assertError(post("{\"input\": " + many + "}"), 400, "too_large", "input");
    }

    @Test
    void badCallsAreAnsweredInOpenAisShape() {
        assertError(Client.get("/v1/nothing"), 404, "not_found", "");
        assertError(Client.post("/v1/chat/completions", "{}"), 404, "not_found", "");
        assertError(Client.get("/v1/embeddings"), 405, "method_not_allowed", "");
        assertError(Client.post("/v1/models", "{}"), 405, "method_not_allowed", "");
        HttpRequest.Builder text = Client.to("/v1/embeddings")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello"));
        assertError(Client.send(text), 415, "unsupported_media_type", "");
        HttpRequest.Builder html = Client.to("/v1/embeddings")
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString("{\"input\": \"a\"}"));
        assertError(Client.send(html), 406, "not_acceptable", "");
        assertError(post("x".repeat(20_000_000)), 413, "too_large", "body");
    }

    private static void assertError(Answer answer, int status, String code, String param) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).doesNotContain("dev.sextant.", "\tat ", "Exception", "java.");
        JsonNode error = answer.json().path("error");
        assertThat(error.properties()).hasSize(4);
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asText("")).isEqualTo(code);
        assertThat(error.path("param").asText("")).as(answer.body()).isEqualTo(param);
    }

    private static void assertSame(List<Float> actual, float[] expected) {
        float[] values = new float[actual.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = actual.get(i);
        }
        assertThat(values).containsExactly(expected);
    }

    private List<Float> single(EmbeddingCreateParams.Builder params) {
        return client().embeddings().create(params.build()).data().getFirst().embedding();
    }

    private static EmbeddingCreateParams.Builder params() {
        return EmbeddingCreateParams.builder().model(MODEL).input("two coffees");
    }

    private static OpenAiEmbeddingModel langChain(String model) {
        return OpenAiEmbeddingModel.builder()
                .baseUrl("http://localhost:%d/v1".formatted(Client.port()))
                .apiKey("none")
                .modelName(model)
                .maxRetries(0)
                .build();
    }

    private static Answer post(String body) {
        return Client.post("/v1/embeddings", body.replace("%s", MODEL));
    }
}
