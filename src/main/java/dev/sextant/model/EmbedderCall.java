package dev.sextant.model;

import dev.sextant.Fault;
import dev.sextant.cache.CacheKey;
import dev.sextant.cache.CachedEmbedding;
import dev.sextant.cache.EmbeddingCache;
import dev.sextant.trace.Stage;
import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One call of [Embedder#embed], with what it finds out on the way. For one run.
final class EmbedderCall {
    private final String id;
    private final LoadedModel model;
    private final EmbedOptions options;
    private final List<String> texts;
    private final String prompt;
    private Embedded.Timings timings = Embedded.Timings.NONE;

    EmbedderCall(String id, LoadedModel model, EmbedOptions options, List<String> texts) {
        this.id = id;
        this.model = model;
        this.options = options;
        this.texts = texts;
        this.prompt = model.spec().prompt(options.role(), options.promptName());
    }

    Embedded run(EmbeddingCache cache, Batcher batcher) {
        CacheKey.Space space = space();
        List<CacheKey> keys = texts.stream().map(space::of).toList();
        Map<CacheKey, String> textOf = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            textOf.put(keys.get(i), texts.get(i));
        }
        EmbeddingCache.Found found = options.keep()
                ? cache.getAll(keys, missing -> compute(missing, textOf, batcher))
                : cache.peekAll(keys, missing -> compute(missing, textOf, batcher));
        return result(keys.stream().map(found.embeddings()::get).toList(), found.cached());
    }

    /// What is left of a long text when its start is cut off is another text than what is left of its start.
    private CacheKey.Space space() {
        String fingerprint = model.fingerprint();
        return options.longTexts() == EmbedOptions.LongTexts.CUT_START
                ? new CacheKey.Space("end of " + fingerprint, prompt, options.normalize())
                : new CacheKey.Space(fingerprint, prompt, options.normalize());
    }

    private List<CachedEmbedding> compute(List<CacheKey> keys, Map<CacheKey, String> textOf, Batcher batcher) {
        batcher.refuseIfFull(options.patience());
        List<String> missing = keys.stream().map(textOf::get).toList();
        long started = System.nanoTime();
        List<Tokens> tokens = tokens(missing);
        long tokenized = System.nanoTime();
        checkTotal(total(tokens), options.maxTokens());
        rejectTooLong(i -> tokens.get(i).truncated(), missing);
        Batcher.Run run = batcher.run(model, tokens, options.normalize(), options.patience());
        timings = new Embedded.Timings(tokenized - started, run.queueNanos(), run.inferNanos());
        List<CachedEmbedding> computed = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            computed.add(new CachedEmbedding(
                    run.vectors().row(i), tokens.get(i).count(), tokens.get(i).truncated()));
        }
        return computed;
    }

    private List<Tokens> tokens(List<String> missing) {
        try (Stage stage = Stage.begin("tokenise")) {
            List<Tokens> tokens = options.longTexts() == EmbedOptions.LongTexts.CUT_START
                    ? model.lastTokens(missing, prompt)
                    : model.tokens(missing, prompt);
            stage.with("texts", tokens.size()).with("tokens", total(tokens));
            return tokens;
        }
    }

    private static long total(List<Tokens> tokens) {
        return tokens.stream().mapToLong(Tokens::count).sum();
    }

    private Embedded result(List<CachedEmbedding> embeddings, int cached) {
        checkTotal(embeddings.stream().mapToLong(CachedEmbedding::tokens).sum(), options.maxTokens());
        rejectTooLong(i -> embeddings.get(i).truncated(), texts);
        Matrix vectors = Matrix.zeros(embeddings.size(), model.spec().dimensions());
        for (int i = 0; i < embeddings.size(); i++) {
            vectors.setRow(i, embeddings.get(i).vector());
        }
        List<Integer> truncated = IntStream.range(0, embeddings.size())
                .filter(i -> embeddings.get(i).truncated())
                .boxed()
                .toList();
        return new Embedded(
                id,
                model.fingerprint(),
                vectors,
                embeddings.stream().map(CachedEmbedding::tokens).toList(),
                truncated,
                cached,
                model.ranges(),
                timings);
    }

    private void rejectTooLong(IntPredicate truncated, List<String> candidates) {
        if (options.longTexts() != EmbedOptions.LongTexts.REJECT) {
            return;
        }
        OptionalInt first =
                IntStream.range(0, candidates.size()).filter(truncated).findFirst();
        if (first.isPresent()) {
            String text = candidates.get(first.getAsInt());
            int index = texts.indexOf(text);
            int tokens = model.tokenizer().countAll(prompt + text);
            int window = model.spec().window();
            throw new Fault.TextTooLong(
                    "texts[%d] has %d tokens; model %s reads %d, shorten the text or let overflow be \"truncate\""
                            .formatted(index, tokens, id, window),
                    index,
                    window,
                    tokens);
        }
    }

    /// @param tokens of all texts together
    /// @throws Fault.TooLarge if there are more than allowed
    static void checkTotal(long tokens, long most) {
        if (tokens > most) {
            throw new Fault.TooLarge(
                    "the texts have %d tokens together; at most %d are read in one request, send them in several"
                            .formatted(tokens, most),
                    "texts",
                    most,
                    tokens);
        }
    }
}
