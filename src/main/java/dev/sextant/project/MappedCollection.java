package dev.sextant.project;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.Document;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Passage;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.ThemeWords;
import dev.sextant.model.Embedder;
import dev.sextant.vectors.Matrix;
import dev.sextant.wire.Check;
import java.util.ArrayList;
import java.util.List;

/// Takes the passages of a collection as they are at one moment.
final class MappedCollection implements StoredCollection.PassageVisitor {
    private final String name;
    private final int mostRows;
    private final boolean keepTexts;
    private final List<float[]> vectors = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    private MappedCollection(String name, int mostRows, boolean keepTexts) {
        this.name = name;
        this.mostRows = mostRows;
        this.keepTexts = keepTexts;
    }

    /// @throws Fault.UnknownCollection if there is none of that name
    /// @throws Fault.TooLarge if it has more passages than are mapped while somebody waits
    static MappedRows read(Embedder embedder, CollectionStore store, String name, ProjectCall call, int mostRows) {
        StoredCollection collection = store.find(name)
                .orElseThrow(() ->
                        new Fault.UnknownCollection("there is no collection %s; PUT /collections/{name} creates one"
                                .formatted(Check.quoted(name))));
        requireModel(embedder, collection.spec(), call);
        MappedCollection mapped = new MappedCollection(name, mostRows, call.asksForNames());
        collection.forEach(Filter.ALL, mapped);
        if (mapped.vectors.isEmpty()) {
            throw new Fault.InvalidRequest(
                    "collection %s is empty; POST /collections/%s/documents adds documents".formatted(name, name),
                    "collection");
        }
        ProjectCall.requireLabels(call.labels(), mapped.vectors.size());
        return new MappedRows(
                Matrix.ofRows(mapped.vectors),
                mapped.texts,
                mapped.ids,
                collection.spec().model(),
                new ThemeWords(embedder, collection));
    }

    private static void requireModel(Embedder embedder, CollectionSpec spec, ProjectCall call) {
        if (call.model() != null && !embedder.space(call.model()).model().equals(spec.model())) {
            throw new Fault.InvalidRequest(
                    "model is %s, but the collection was embedded with %s; leave model out"
                            .formatted(Check.quoted(call.model()), Check.quoted(spec.model())),
                    "model");
        }
    }

    @Override
    public void start(long passages, int dimensions) {
        if (passages > mostRows) {
            throw new Fault.TooLarge(
                    "collection %s has %d passages; at most %d are mapped at once, POST /collections/%s/map maps them all in the background"
                            .formatted(name, passages, mostRows, name),
                    "collection",
                    mostRows,
                    passages);
        }
    }

    @Override
    public void visit(Document document, int row, Passage passage, float[] vector) {
        vectors.add(vector.clone());
        ids.add(document.id());
        if (keepTexts) {
            texts.add(document.text().substring(passage.start(), passage.end()));
        }
    }
}
