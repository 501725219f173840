package dev.sextant.model;

import dev.sextant.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a sentence-transformers folder says of its model, without its weights.
///
/// @param id the name that requests use
/// @param architecture `model_type` of `config.json`, for instance `bert`
/// @param hiddenSize length of a token's state
/// @param attentionHeads number of attention heads, for the estimate of memory
/// @param window most tokens of a text, special ones included
/// @param padTokenId the token that fills a batch's shorter rows
/// @param lowerCase whether texts are lower-cased before tokenising
/// @param pooling one mode or more; the vectors of several are joined
/// @param includePrompt whether the prompt's tokens are pooled with the text's
/// @param layers what follows the pooling, in order
/// @param prompts texts put before a text, by name
/// @param defaultPrompt name of the prompt of a text without a role, if any
/// @param graphFile name of the ONNX file
record ModelSpec(
        String id,
        String architecture,
        int hiddenSize,
        int attentionHeads,
        int window,
        int padTokenId,
        boolean lowerCase,
        List<Pooling> pooling,
        boolean includePrompt,
        List<Layer> layers,
        Map<String, String> prompts,
        @Nullable String defaultPrompt,
        String graphFile) {

    /// Length of an embedding.
    int dimensions() {
        int dimensions = hiddenSize * pooling.size();
        for (Layer layer : layers) {
            dimensions = switch (layer) {
                case Layer.Normalize normalize -> dimensions;
                case Layer.Dense dense -> dense.outputs();
            };
        }
        return dimensions;
    }

    /// The text put before a text of this role; empty where the model has none of that name.
    String prompt(Optional<Role> role) {
        List<String> names =
                role.map(Role::promptNames).orElse(defaultPrompt == null ? List.of() : List.of(defaultPrompt));
        return names.stream()
                .filter(prompts::containsKey)
                .findFirst()
                .map(prompts::get)
                .orElse("");
    }

    /// The text put before a text: of this name, or of this role where no name is given.
    ///
    /// @throws Fault.InvalidRequest if there is none of that name
    String prompt(Optional<Role> role, @Nullable String name) {
        return name == null ? prompt(role) : promptNamed(name);
    }

    /// The text that the model's folder keeps under this name, put before a text.
    ///
    /// @throws Fault.InvalidRequest if there is none of that name
    private String promptNamed(String name) {
        String prompt = prompts.get(name);
        if (prompt == null) {
            throw new Fault.InvalidRequest(
                    "prompt_name is \"%s\"; model %s has %s"
                            .formatted(
                                    name,
                                    id,
                                    prompts.isEmpty()
                                            ? "no prompts, leave it out"
                                            : "the prompts " + String.join(", ", new TreeSet<>(prompts.keySet()))),
                    "prompt_name");
        }
        return prompt;
    }

    /// Bytes of intermediate results for one text in a batch: about a dozen states of a token at a time, the
    /// feed-forward layer four times as wide among them, and two squares of attention scores a head.
    long bytesPerRow(int width) {
        long states = 12L * width * hiddenSize * Float.BYTES;
        long attention = 2L * attentionHeads * width * width * Float.BYTES;
        return states + attention;
    }
}
