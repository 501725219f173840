package dev.sextant.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.collection.Metadata;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document that came with the request: a string, or an object with a text and metadata to filter by.
record GivenDocument(String text, Map<String, Object> metadata) {

    static List<GivenDocument> all(List<JsonNode> nodes, Limits limits) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            texts.add(text(nodes.get(i), i));
        }
        List<String> checked = Check.texts("documents", texts, limits);
        List<GivenDocument> documents = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            documents.add(new GivenDocument(checked.get(i), metadata(nodes.get(i), i)));
        }
        return documents;
    }

    private static @Nullable String text(JsonNode node, int index) {
        JsonNode text = node.isObject() ? node.path("text") : node;
        if (text.isTextual()) {
            return text.textValue();
        }
        throw new Fault.InvalidRequest(
                "documents[%d] is %s; a document is a string or an object such as {\"text\": \"a text\"}"
                        .formatted(index, Check.quoted(node.toString())),
                "documents",
                index);
    }

    private static Map<String, Object> metadata(JsonNode node, int index) {
        try {
            return Metadata.of(node.path("metadata"));
        } catch (Fault.InvalidRequest fault) {
            throw new Fault.InvalidRequest("documents[%d]: %s".formatted(index, fault.detail()), "documents", index);
        }
    }
}
