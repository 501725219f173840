package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelSpace;
import dev.sextant.model.Role;
import dev.sextant.model.Span;
import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Documents to entries of one collection: split as it wants, embedded by its model.
final class DocumentEmbedder {
    private final Embedder embedder;
    private final CollectionSpec spec;

    DocumentEmbedder(Embedder embedder, CollectionSpec spec) {
        this.embedder = embedder;
        this.spec = spec;
    }

    /// The space that entries come out in, as the model is now.
    ///
    /// @throws Fault.UnknownModel if the model is not configured any more
    ModelSpace space() {
        return embedder.space(spec.model());
    }

    /// @throws Fault as [Embedder#embed] does
    List<Entry> entries(List<Document> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        List<List<Span>> spans = spans(documents.stream().map(Document::text).toList());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            for (Span span : spans.get(i)) {
                texts.add(documents.get(i).text().substring(span.start(), span.end()));
            }
        }
        Embedded embedded = embedder.embed(texts, options());
        Set<Integer> truncated = new HashSet<>(embedded.truncated());
        List<Entry> entries = new ArrayList<>();
        int row = 0;
        for (int i = 0; i < documents.size(); i++) {
            List<Passage> passages = new ArrayList<>();
            int first = row;
            for (Span span : spans.get(i)) {
                passages.add(
                        new Passage(span.start(), span.end(), embedded.tokens().get(row), truncated.contains(row)));
                row++;
            }
            entries.add(new Entry(documents.get(i), passages, rows(embedded.vectors(), first, row)));
        }
        return entries;
    }

    private List<List<Span>> spans(List<String> texts) {
        return spec.chunking()
                .map(chunking -> embedder.split(spec.model(), texts, chunking.tokens(), chunking.overlap()))
                .orElseGet(() -> texts.stream()
                        .map(text -> List.of(new Span(0, text.length())))
                        .toList());
    }

    /// Nothing of it is kept in the cache: it would push out what requests ask for again.
    private EmbedOptions options() {
        return EmbedOptions.defaults(Long.MAX_VALUE)
                .withModel(spec.model())
                .withRole(Optional.of(Role.DOCUMENT))
                .withNormalize(spec.isNormalized())
                .withKeep(false);
    }

    private static Matrix rows(Matrix matrix, int from, int to) {
        int columns = matrix.columns();
        float[] values = Arrays.copyOfRange(matrix.values(), from * columns, to * columns);
        return Matrix.of(to - from, columns, values);
    }
}
