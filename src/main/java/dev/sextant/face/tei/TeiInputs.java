package dev.sextant.face.tei;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The field `inputs`: a string, which stands for a list of one, or a list of strings.
final class TeiInputs {
    static final String FIELD = "inputs";

    private TeiInputs() {}

    /// @throws Fault.InvalidRequest if it is neither; token ids, which TEI turns into text first, are refused
    static @Nullable List<@Nullable String> of(@Nullable JsonNode inputs) {
        if (inputs == null || inputs.isNull()) {
            return null;
        }
        if (inputs.isTextual()) {
            return List.of(inputs.asText());
        }
        if (!inputs.isArray()) {
            throw new Fault.InvalidRequest("inputs must be a string or a list of strings", FIELD);
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (JsonNode item : inputs) {
            texts.add(text(item, texts.size()));
        }
        return texts;
    }

    private static @Nullable String text(JsonNode item, int index) {
        if (item.isTextual() || item.isNull()) {
            return item.textValue();
        }
        boolean isTokens = item.isNumber() || item.isArray();
        throw new Fault.InvalidRequest(
                isTokens
                        ? "inputs[%d] is a token id or a list of them; send the text that they were made of"
                                .formatted(index)
                        : "inputs[%d] must be a string".formatted(index),
                FIELD,
                index);
    }
}
