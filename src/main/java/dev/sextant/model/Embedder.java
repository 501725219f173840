package dev.sextant.model;

import dev.sextant.Fault;
import dev.sextant.cache.EmbeddingCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The only door from texts to vectors: cache first, the rest tokenised, batched and run through the model. A text's
/// vector is the same, to rounding, whatever else is asked for with it; not so for int8 models, whose activations are
/// quantised over a whole batch. Thread-safe; calls block until the vectors are there. It is made when the server
/// starts, so that all of its figures are there before anybody calls.
@Startup
@Singleton
public final class Embedder {
    private final ModelStore models;
    private final EmbeddingCache cache;
    private final Batcher batcher;
    private final OnnxRuntime runtime;
    private final Counter texts;

    @Inject
    Embedder(ModelStore models, EmbeddingCache cache, Batcher batcher, OnnxRuntime runtime, MeterRegistry metrics) {
        this.models = models;
        this.cache = cache;
        this.batcher = batcher;
        this.runtime = runtime;
        this.texts = Counter.builder("sextant.embed.texts")
                .description("Texts embedded, cached ones included")
                .register(metrics);
        ModelMeters.register(models.all(), metrics);
    }

    /// An embedder outside the application, for commands and benchmarks.
    public static Embedder of(
            ModelConfig model,
            ModelFoldersConfig folders,
            DeviceConfig device,
            BatchConfig batch,
            ModelCacheConfig kept,
            Calibrations calibrations,
            EmbeddingCache cache,
            MeterRegistry metrics) {
        OnnxRuntime runtime = new OnnxRuntime(device, batch, kept);
        return new Embedder(
                new ModelStore(model, folders, runtime),
                cache,
                new Batcher(batch, calibrations, runtime, metrics),
                runtime,
                metrics);
    }

    /// Embeds texts.
    ///
    /// @param texts none blank; lone surrogates are read as U+FFFD
    /// @throws Fault.UnknownModel if the model is not configured
    /// @throws Fault.TextTooLong if a text is beyond the window and that is not wanted
    /// @throws Fault.TooLarge if the texts have more tokens than allowed
    /// @throws Fault.Overloaded if more is queued than whoever waits for the vectors has the patience for
    /// @throws Fault.Unavailable if the model cannot be loaded or fails
    public Embedded embed(List<String> texts, EmbedOptions options) {
        Model model = models.get(options.model());
        EmbedderCall call = new EmbedderCall(model.id(), model.get(), options, WellFormed.all(texts));
        this.texts.increment(texts.size());
        return call.run(cache, batcher);
    }

    /// Where a model's vectors lie. Loads nothing; its files are read the first time, which takes a moment.
    ///
    /// @param id `null` for the default model
    /// @throws Fault.UnknownModel if the model is not configured
    /// @throws Fault.Unavailable if its files cannot be read
    public ModelSpace space(@Nullable String id) {
        return models.get(id).space();
    }

    /// Splits texts into passages of so many tokens; sentences and words stay whole where that costs less than half a
    /// passage. Loads the model.
    ///
    /// @param texts free of lone surrogates
    /// @param tokens most tokens of a passage as the model is fed it, special ones and prompt included
    /// @param overlap tokens that a passage shares with the one before, as far as whole words allow
    /// @return for each text its passages, at least one, in order
    /// @throws Fault.InvalidRequest if that many tokens leave no room for text or are more than the model reads
    public List<List<Span>> split(@Nullable String model, List<String> texts, int tokens, int overlap) {
        LoadedModel loaded = models.get(model).get();
        Tokenizer tokenizer = loaded.tokenizer();
        int around = tokenizer.countAll(loaded.spec().prompt(Optional.of(Role.DOCUMENT)));
        int window = loaded.spec().window();
        if (tokens > window || tokens <= around + overlap) {
            throw new Fault.InvalidRequest(
                    "chunk.tokens is %d; with an overlap of %d it is a number from %d to %d for this model"
                            .formatted(tokens, overlap, around + overlap + 1, window),
                    "chunk");
        }
        Splitter splitter = new Splitter(tokens - around, overlap);
        return texts.stream()
                .map(text -> splitter.split(text, tokenizer.spans(text)))
                .toList();
    }

    /// The tokens of texts as the model is fed them, but however long they are. Loads the model.
    ///
    /// @param texts none empty; lone surrogates are read as U+FFFD
    /// @param promptName one of the model's prompts by its name, `null` for its usual one, if it has one
    /// @param special whether with the tokens that the model's template puts around a text
    /// @param most tokens of all texts together
    /// @return for each text its tokens, in order; places are those in the prompt and the text behind it
    /// @throws Fault.InvalidRequest if the model has no prompt of that name
    /// @throws Fault.TooLarge if there are more tokens than allowed
    public List<List<Token>> tokenize(
            @Nullable String model, List<String> texts, @Nullable String promptName, boolean special, long most) {
        LoadedModel loaded = models.get(model).get();
        String prompt = loaded.spec().prompt(Optional.empty(), promptName);
        List<List<Token>> tokens = new ArrayList<>();
        long count = 0;
        for (String text : texts) {
            List<Token> all = loaded.tokenizer()
                    .whole(prompt + WellFormed.text(text), special)
                    .all();
            tokens.add(all);
            count += all.size();
            EmbedderCall.checkTotal(count, most);
        }
        return tokens;
    }

    /// Texts made ready to be run through a model in batches of one size or another. Loads the model.
    ///
    /// @param id `null` for the default model
    /// @param texts none blank
    /// @throws Fault.UnknownModel if the model is not configured
    /// @throws Fault.Unavailable if the model cannot be loaded
    public BatchTrial trial(@Nullable String id, List<String> texts) {
        Model model = models.get(id);
        LoadedModel loaded = model.get();
        List<Tokens> tokens = loaded.tokens(WellFormed.all(texts), loaded.spec().prompt(Optional.empty()));
        return new BatchTrial(model.id(), runtime.device().name(), loaded, batcher, tokens);
    }

    /// Ids of all models, in alphabetical order.
    public List<String> modelIds() {
        return models.ids();
    }

    /// What the models are; those not loaded yet are read from their files, which takes a moment the first time.
    public List<ModelInfo> models() {
        return models.all().stream().map(Model::info).toList();
    }

    /// What a model is; see [#models()].
    ///
    /// @param id `null` for the default model
    /// @throws Fault.UnknownModel if the model is not configured
    public ModelInfo model(@Nullable String id) {
        return models.get(id).info();
    }

    /// Most tokens of a batch of this model, as batches are formed now.
    public int batchTokens(ModelInfo model) {
        return batcher.sizes().of(String.valueOf(model.fingerprint())).tokens();
    }

    /// The device that models run on; before the first one is loaded, the one that will be tried.
    public Device device() {
        return runtime.device();
    }
}
