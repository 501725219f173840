package dev.sextant.search;

import dev.sextant.collection.Passage;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Role;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The documents of the request, at most a few thousand: every pair is scored in double precision.
///
/// @param metric what is ranked by; vectors have unit length where it is the cosine, and are as the model pooled them
///     otherwise, so that lengths count
record GivenCorpus(List<GivenDocument> documents, Embedded embedded, Metric metric) implements Corpus {

    static GivenCorpus embed(Embedder embedder, List<GivenDocument> documents, SearchCall call, EmbedOptions options) {
        Metric metric = call.metric().orElse(Metric.COSINE);
        List<String> texts = documents.stream().map(GivenDocument::text).toList();
        EmbedOptions asDocuments = options.withModel(call.model())
                .withRole(Optional.of(Role.DOCUMENT))
                .withNormalize(metric == Metric.COSINE);
        return new GivenCorpus(documents, embedder.embed(texts, asDocuments), metric);
    }

    @Override
    public String model() {
        return embedded.model();
    }

    @Override
    public boolean isNormalized() {
        return metric == Metric.COSINE;
    }

    @Override
    public boolean isSplit() {
        return false;
    }

    @Override
    public Ranking rank(Matrix queries, String fingerprint, SearchCall call) {
        List<Integer> accepted = IntStream.range(0, documents.size())
                .filter(i -> call.filter().matches(documents.get(i).metadata()))
                .boxed()
                .toList();
        List<List<Item>> items = IntStream.range(0, queries.rows())
                .parallel()
                .mapToObj(query -> rank(queries.row(query), accepted, call.topK()))
                .toList();
        return new Ranking(items, true);
    }

    private record Scored(int place, double score) {}

    private List<Item> rank(float[] query, List<Integer> accepted, int topK) {
        return accepted.stream()
                .map(place -> new Scored(
                        place, metric.similarity(query, embedded.vectors().row(place))))
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::place))
                .limit(topK)
                .map(scored -> item(scored.place(), scored.score()))
                .toList();
    }

    private Item item(int place, double score) {
        GivenDocument document = documents.get(place);
        Passage whole = new Passage(
                0,
                document.text().length(),
                embedded.tokens().get(place),
                embedded.truncated().contains(place));
        return new Item(place, null, score, document.text(), document.metadata(), whole);
    }

    @Override
    public Matrix vectors(List<Item> items) {
        Matrix vectors = Matrix.zeros(items.size(), embedded.vectors().columns());
        for (int i = 0; i < items.size(); i++) {
            vectors.setRow(i, embedded.vectors().row(items.get(i).place()));
        }
        return vectors;
    }

    @Override
    public Matrix background() {
        return embedded.vectors();
    }
}
