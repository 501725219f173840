package dev.sextant.cli;

import dev.sextant.Fault;
import dev.sextant.collection.Document;
import dev.sextant.collection.DocumentSource;
import dev.sextant.collection.Incoming;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The documents of a file that become a map.
///
/// @param labelField metadata field with a category, `null` where none is named
/// @param labels of the documents, one category each; or empty
record MappedFile(List<Document> documents, @Nullable String labelField, List<String> labels) {
    /// The category of documents that have none.
    static final String UNLABELLED = "(none)";

    private static final int SHOWN = 10;

    /// Reads a file whole; what cannot be read is told of on standard error.
    ///
    /// @throws Fault.InvalidRequest if it has no documents, or none of them has the field
    static MappedFile read(DocumentFile file, @Nullable String labelField) throws IOException {
        List<Document> documents = new ArrayList<>();
        long refused = 0;
        try (InputStream in = file.open()) {
            DocumentSource source = file.read(in);
            for (Optional<Incoming> next = source.next(); next.isPresent(); next = source.next()) {
                switch (next.get()) {
                    case Incoming.Accepted accepted -> documents.add(accepted.document());
                    case Incoming.Refused failure -> {
                        if (++refused <= SHOWN) {
                            System.err.printf(
                                    "sextant: document %d is left out: %s%n",
                                    failure.index() + 1, failure.fault().detail());
                        }
                    }
                }
            }
        }
        if (refused > SHOWN) {
            System.err.printf("sextant: and %d more%n", refused - SHOWN);
        }
        if (documents.isEmpty()) {
            throw new Fault.InvalidRequest("%s has no text to map".formatted(file.path()));
        }
        return new MappedFile(documents, labelField, labelField == null ? List.of() : labels(documents, labelField));
    }

    private static List<String> labels(List<Document> documents, String field) {
        if (documents.stream().noneMatch(document -> document.metadata().containsKey(field))) {
            TreeSet<String> fields = new TreeSet<>();
            documents.forEach(document -> fields.addAll(document.metadata().keySet()));
            throw new Fault.InvalidRequest("no document has the field %s that --label names; %s"
                    .formatted(field, fields.isEmpty() ? "there are none" : "there are " + String.join(", ", fields)));
        }
        return documents.stream()
                .map(document -> Objects.toString(document.metadata().get(field), UNLABELLED))
                .toList();
    }

    List<String> texts() {
        return documents.stream().map(Document::text).toList();
    }
}
