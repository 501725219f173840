package dev.sextant.face.tei;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import dev.sextant.wire.Caller;
import dev.sextant.wire.Check;
import dev.sextant.wire.JsonBody;
import dev.sextant.wire.Limits;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `POST /tei/embed`, `/tei/similarity` and `/tei/tokenize`, by the default model, for clients of Text Embeddings
/// Inference.
@Path("/tei")
@Singleton
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class TeiResource {
    private static final String INPUTS_EXAMPLE = "{\"inputs\": [\"a text\"]}";
    private static final String PAIR_EXAMPLE =
            "{\"inputs\": {\"source_sentence\": \"a text\", \"sentences\": [\"another\"]}}";
    private static final String SOURCE = "inputs.source_sentence";
    private static final String SENTENCES = "inputs.sentences";

    private final Embedder embedder;
    private final Limits limits;
    private final Caller caller;
    private final ObjectMapper json;

    @Inject
    TeiResource(Embedder embedder, Limits limits, Caller caller, ObjectMapper json) {
        this.embedder = embedder;
        this.limits = limits;
        this.caller = caller;
        this.json = json;
    }

    /// The same as [#embed], at the address that some clients are given as the server's.
    @POST
    public Response root(byte[] body) throws IOException {
        return embed(body);
    }

    @POST
    @Path("/embed")
    public Response embed(byte[] body) throws IOException {
        TeiCost cost = cost();
        TeiEmbedRequest request = JsonBody.required(json, body, TeiEmbedRequest.class, INPUTS_EXAMPLE);
        List<String> texts = Check.texts(TeiInputs.FIELD, TeiInputs.of(request.inputs()), limits);
        EmbedOptions options = options()
                .withPromptName(request.promptName())
                .withNormalize(request.normalize() == null || request.normalize())
                .withLongTexts(TeiTruncation.of(request.truncate(), request.truncationDirection()));
        Embedded embedded = embedder.embed(texts, options);
        Matrix vectors = shortened(embedded.vectors(), request.dimensions(), options.normalize());
        return cost.headers(Response.ok(vectors.asRows()), texts, embedded).build();
    }

    @POST
    @Path("/similarity")
    public Response similarity(byte[] body) throws IOException {
        TeiCost cost = cost();
        TeiSimilarityRequest request = JsonBody.required(json, body, TeiSimilarityRequest.class, PAIR_EXAMPLE);
        TeiSimilarityRequest.Parameters parameters =
                request.parameters() == null ? TeiSimilarityRequest.Parameters.DEFAULTS : request.parameters();
        List<String> texts = texts(request.inputs());
        EmbedOptions options = options()
                .withPromptName(parameters.promptName())
                .withLongTexts(TeiTruncation.of(parameters.truncate(), parameters.truncationDirection()));
        Embedded embedded = embedder.embed(texts, options);
        float[] source = embedded.vectors().row(0);
        List<Float> similarities = IntStream.range(1, texts.size())
                .mapToObj(row -> (float)
                        Metric.COSINE.similarity(source, embedded.vectors().row(row)))
                .toList();
        return cost.headers(Response.ok(similarities), texts, embedded).build();
    }

    @POST
    @Path("/tokenize")
    public List<List<TeiToken>> tokenize(byte[] body) throws IOException {
        TeiTokenizeRequest request = JsonBody.required(json, body, TeiTokenizeRequest.class, INPUTS_EXAMPLE);
        List<String> texts = Check.texts(TeiInputs.FIELD, TeiInputs.of(request.inputs()), limits);
        boolean special = request.addSpecialTokens() == null || request.addSpecialTokens();
        return embedder.tokenize(null, texts, request.promptName(), special, limits.tokens()).stream()
                .map(tokens -> tokens.stream().map(TeiToken::of).toList())
                .toList();
    }

    private TeiCost cost() {
        return new TeiCost(System.nanoTime(), embedder.device().name());
    }

    private EmbedOptions options() {
        return EmbedOptions.defaults(limits.tokens()).withPatience(Patience.of(caller.hasLeft()));
    }

    /// The source first, which counts as one of the texts that a request may have.
    private List<String> texts(TeiSimilarityRequest.@Nullable Inputs inputs) {
        if (inputs == null || inputs.sourceSentence() == null) {
            throw new Fault.InvalidRequest(
                    "%s is missing; it is the text that the others are compared with".formatted(SOURCE), SOURCE);
        }
        List<String> texts = new ArrayList<>();
        texts.add(Check.text(SOURCE, inputs.sourceSentence(), limits));
        texts.addAll(Check.texts(SENTENCES, inputs.sentences(), limits.texts() - 1, limits));
        return texts;
    }

    private static Matrix shortened(Matrix vectors, @Nullable Integer dimensions, boolean normalize) {
        if (dimensions == null) {
            return vectors;
        }
        Matrix leading = vectors.leadingColumns(Check.range("dimensions", dimensions, 1, vectors.columns()));
        if (leading != vectors && normalize) {
            leading.normalizeRows();
        }
        return leading;
    }
}
