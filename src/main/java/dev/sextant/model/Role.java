package dev.sextant.model;

import java.util.List;

/// What a text is for; models trained with prompts embed a query and a document differently.
public enum Role {
    QUERY,
    DOCUMENT;

    /// Keys in the `prompts` of `config_sentence_transformers.json`, the preferred one first.
    List<String> promptNames() {
        return switch (this) {
            case QUERY -> List.of("query");
            case DOCUMENT -> List.of("document", "passage", "corpus");
        };
    }
}
