package dev.sextant.face.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.model.Role;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Quantization;
import dev.sextant.wire.Caller;
import dev.sextant.wire.Check;
import dev.sextant.wire.JsonBody;
import dev.sextant.wire.Limits;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `POST /v1/embeddings` and `GET /v1/models`, for clients of OpenAI's API.
@Path("/v1")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class OpenAiResource {
    private static final String INPUT = "input";
    private static final String EXAMPLE = "{\"model\": \"all-minilm-l6-v2\", \"input\": [\"a text\"]}";

    private final Embedder embedder;
    private final Limits limits;
    private final Caller caller;
    private final ObjectMapper json;
    private final long started = Instant.now().getEpochSecond();

    @Inject
    OpenAiResource(Embedder embedder, Limits limits, Caller caller, ObjectMapper json) {
        this.embedder = embedder;
        this.limits = limits;
        this.caller = caller;
        this.json = json;
    }

    private enum Format {
        FLOAT,
        BASE64
    }

    @POST
    @Path("/embeddings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public OpenAiResponse embeddings(byte[] body) throws IOException {
        OpenAiRequest request = JsonBody.required(json, body, OpenAiRequest.class, EXAMPLE);
        List<String> texts = Check.texts(INPUT, input(request.input()), limits);
        Format format = Check.oneOf("encoding_format", request.encodingFormat(), Format.FLOAT);
        EmbedOptions options = EmbedOptions.defaults(limits.tokens())
                .withPatience(Patience.of(caller.hasLeft()))
                .withModel(request.model())
                .withRole(Check.optionalOneOf("input_type", request.inputType(), Role.class));
        Embedded embedded = embedder.embed(texts, options);
        Matrix vectors = shortened(embedded.vectors(), request.dimensions());
        long tokens = embedded.tokens().stream().mapToLong(Integer::longValue).sum();
        return new OpenAiResponse(
                "list",
                IntStream.range(0, vectors.rows())
                        .mapToObj(row -> new OpenAiResponse.Data("embedding", row, encoded(vectors.row(row), format)))
                        .toList(),
                embedded.model(),
                new OpenAiResponse.Usage(tokens, tokens));
    }

    @GET
    @Path("/models")
    public OpenAiModels models() {
        return new OpenAiModels(
                "list",
                embedder.modelIds().stream()
                        .map(id -> new OpenAiModels.Model(id, "model", started, "sextant"))
                        .toList());
    }

    /// A string stands for a list of one. Token ids are those of another vocabulary, so they are refused.
    private static @Nullable List<@Nullable String> input(@Nullable JsonNode input) {
        if (input == null || input.isNull()) {
            return null;
        }
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        if (!input.isArray()) {
            throw new Fault.InvalidRequest("input must be a string or a list of strings", INPUT);
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (JsonNode item : input) {
            if (item.isNumber() || item.isArray()) {
                throw new Fault.InvalidRequest(
                        "input[%d] is a token id or a list of them, of a vocabulary that is not this model's; send strings "
                                        .formatted(texts.size())
                                + "(LangChain: OpenAIEmbeddings(check_embedding_ctx_length=False))",
                        INPUT,
                        texts.size());
            }
            if (!item.isTextual() && !item.isNull()) {
                throw new Fault.InvalidRequest(
                        "input[%d] must be a string".formatted(texts.size()), INPUT, texts.size());
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private static Matrix shortened(Matrix vectors, @Nullable Integer dimensions) {
        if (dimensions == null) {
            return vectors;
        }
        Matrix leading = vectors.leadingColumns(Check.range("dimensions", dimensions, 1, vectors.columns()));
        leading.normalizeRows();
        return leading;
    }

    private static Object encoded(float[] vector, Format format) {
        return switch (format) {
            case FLOAT -> vector;
            case BASE64 -> Base64.getEncoder().encodeToString(Quantization.littleEndian(vector));
        };
    }
}
