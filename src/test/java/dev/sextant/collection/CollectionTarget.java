package dev.sextant.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sextant.Fault;
import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import dev.sextant.fuzz.SmallLimits;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What comes into collections: documents by the list and by the line, filters, fields of maps.
public final class CollectionTarget {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Map<String, Object> METADATA = Map.of("a", 1, "b", List.of("x", true), "c", "z");

    private CollectionTarget() {}

    public static FuzzTarget lines() {
        return documents(
                CollectionTarget::byLine,
                "{\"text\": \"tea\"}\n\n{\"id\": \"b\", \"text\": \"milk\", \"metadata\": {\"a\": 1, \"b\": [\"x\", true]}}\r\n{\"id\": 3}");
    }

    public static FuzzTarget list() {
        return documents(
                CollectionTarget::byElement,
                "[{\"text\": \"tea\"}, {\"id\": \"b\", \"text\": \"milk\", \"metadata\": {\"a\": 1, \"b\": [\"x\", true], \"c\": null}}]");
    }

    public static FuzzTarget filter() {
        return RequestTarget.of(
                com.fasterxml.jackson.databind.JsonNode.class,
                node -> FilterSyntax.read(node).matches(METADATA),
                "{\"a\": \"x\", \"b\": [1, true], \"c\": {\"gte\": 1, \"lt\": \"z\", \"ne\": false}}",
                "{\"a\": {\"gt\": 0.5, \"lte\": 1}}");
    }

    public static FuzzTarget mapFields() {
        return RequestTarget.of(
                MapFields.class,
                MapFields::checked,
                "{\"method\": \"umap\", \"components\": 3, \"metric\": \"cosine\", \"neighbors\": 5, \"minDist\": 0.1,"
                        + " \"epochs\": 10, \"seed\": 7, \"themes\": {\"count\": 2}}",
                "{\"method\": \"pca\", \"themes\": false}");
    }

    /// How documents are read from bytes.
    @FunctionalInterface
    private interface Opening {
        DocumentSource of(InputStream in) throws IOException;
    }

    private static DocumentSource byLine(InputStream in) {
        return new LineDocuments(in, RequestTarget.JSON, form(), 0, 200);
    }

    private static DocumentSource byElement(InputStream in) throws IOException {
        return new JsonDocuments(in, RequestTarget.JSON, form(), 100, 200);
    }

    private static DocumentForm form() {
        return new DocumentForm(new SmallLimits(), CLOCK);
    }

    private static FuzzTarget documents(Opening opening, String... examples) {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return Arrays.stream(examples)
                        .map(example -> example.getBytes(StandardCharsets.UTF_8))
                        .toList();
            }

            @Override
            public void take(byte[] input) throws IOException {
                try {
                    DocumentSource source = opening.of(new ByteArrayInputStream(input));
                    for (Optional<Incoming> next = source.next(); next.isPresent(); next = source.next()) {
                        require(next.get());
                    }
                } catch (CharConversionException e) {
                    // Of UTF-32; the way out makes a fault of it.
                } catch (Fault fault) {
                    RequestTarget.requireAnswer(fault);
                }
            }
        };
    }

    /// What is kept of a document is a document again, and the same.
    private static void require(Incoming incoming) throws JsonProcessingException {
        switch (incoming) {
            case Incoming.Refused refused -> RequestTarget.requireAnswer(refused.fault());
            case Incoming.Accepted accepted -> {
                Document document = accepted.document();
                byte[] written = RequestTarget.JSON.writeValueAsBytes(
                        Map.of("id", document.id(), "text", document.text(), "metadata", document.metadata()));
                Incoming again = form().read(0, read(written));
                if (!(again instanceof Incoming.Accepted same)
                        || !same.document().id().equals(document.id())
                        || !same.document().text().equals(document.text())) {
                    throw new AssertionError("%s became %s".formatted(document, again));
                }
            }
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode read(byte[] json) {
        try {
            return RequestTarget.JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("a document that is not JSON", e);
        }
    }
}
