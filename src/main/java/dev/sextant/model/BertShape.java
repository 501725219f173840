package dev.sextant.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// What `config.json` says of a BERT encoder's layout.
///
/// @param hiddenSize length of a token's state
/// @param attentionHeads number of heads in a layer
/// @param firstPosition row of the position table that belongs to a text's first token
/// @param epsilon what is added to variances
record BertShape(int hiddenSize, int attentionHeads, int firstPosition, float epsilon) {
    /// All of these are BERT; those after the first count positions from the padding token's id plus one.
    private static final List<String> ARCHITECTURES = List.of("bert", "roberta", "xlm-roberta", "camembert");

    /// @throws IOException if it is another network, or one that differs in a way that is not written anew
    static BertShape read(JsonNode config) throws IOException {
        String architecture = config.path("model_type").asText("").toLowerCase(Locale.ROOT);
        String activation = config.path("hidden_act").asText("gelu");
        String positions = config.path("position_embedding_type").asText("absolute");
        if (!ARCHITECTURES.contains(architecture) || !activation.equals("gelu") || !positions.equals("absolute")) {
            throw new IOException(
                    "model_type %s with hidden_act %s and %s positions is not fused; %s with gelu and absolute positions are"
                            .formatted(architecture, activation, positions, ARCHITECTURES));
        }
        int firstPosition =
                architecture.equals("bert") ? 0 : config.path("pad_token_id").asInt(1) + 1;
        return new BertShape(
                config.path("hidden_size").asInt(),
                config.path("num_attention_heads").asInt(),
                firstPosition,
                (float) config.path("layer_norm_eps").asDouble(1e-12));
    }
}
