package dev.sextant.search;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.Document;
import dev.sextant.collection.Found;
import dev.sextant.collection.Match;
import dev.sextant.collection.Nearest;
import dev.sextant.collection.StoredCollection;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import dev.sextant.wire.Check;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documents of a collection.
///
/// @param metric what is ranked by
record CollectionCorpus(StoredCollection collection, Metric metric) implements Corpus {
    private static final int SAMPLE = 10_000;
    private static final long SEED = 42;

    /// @throws Fault.UnknownCollection if there is none of that name
    static CollectionCorpus open(CollectionStore store, String name, SearchCall call) {
        StoredCollection collection = store.find(name)
                .orElseThrow(() ->
                        new Fault.UnknownCollection("there is no collection %s; PUT /collections/{name} creates one"
                                .formatted(Check.quoted(name))));
        return new CollectionCorpus(
                collection, call.metric().orElse(collection.spec().metric()));
    }

    @Override
    public String model() {
        return collection.spec().model();
    }

    @Override
    public boolean isNormalized() {
        return collection.spec().isNormalized();
    }

    @Override
    public boolean isSplit() {
        return collection.spec().chunking().isPresent();
    }

    @Override
    public Ranking rank(Matrix queries, String fingerprint, SearchCall call) {
        requireSameModel(fingerprint);
        Found found = collection.nearest(new Nearest(queries, metric, call.topK(), call.filter(), call.exact()));
        List<String> ids = found.matches().stream()
                .flatMap(List::stream)
                .map(Match::id)
                .distinct()
                .toList();
        Map<String, Document> documents =
                collection.documents(ids).stream().collect(Collectors.toMap(Document::id, Function.identity()));
        return new Ranking(
                found.matches().stream()
                        .map(matches -> matches.stream()
                                .flatMap(match -> item(match, documents))
                                .toList())
                        .toList(),
                found.exact());
    }

    private void requireSameModel(String fingerprint) {
        if (!fingerprint.equals(collection.fingerprint())) {
            throw new Fault.Unavailable(
                    "collection %s holds vectors of another version of model %s; POST /collections/%s/reembed renews them"
                            .formatted(
                                    collection.spec().name(),
                                    model(),
                                    collection.spec().name()),
                    null);
        }
    }

    /// Nothing for a document that was deleted since it was found.
    private static Stream<Item> item(Match match, Map<String, Document> documents) {
        return Stream.ofNullable(documents.get(match.id()))
                .filter(document -> document.text().length() >= match.passage().end())
                .map(document -> new Item(
                        match.row(),
                        match.id(),
                        match.score(),
                        Objects.requireNonNull(document).text(),
                        document.metadata(),
                        match.passage()));
    }

    @Override
    public Matrix vectors(List<Item> items) {
        try {
            return collection.vectors(items.stream().map(Item::place).toList());
        } catch (IllegalArgumentException e) {
            throw new Fault.Unavailable("a document was deleted while it was explained; search again", e);
        }
    }

    @Override
    public Matrix background() {
        return collection.sample(SAMPLE, SEED);
    }
}
