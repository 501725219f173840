package dev.sextant.model;

import java.util.Arrays;
import java.util.Locale;

/// A module that follows the pooling.
sealed interface Layer {

    /// Scales to unit L2 length.
    record Normalize() implements Layer {}

    /// `activation(x · weightᵀ + bias)`.
    final class Dense implements Layer {

        /// Functions that a Dense module may end with.
        enum Activation {
            IDENTITY,
            TANH,
            RELU,
            SIGMOID,
            GELU;

            /// @param torchName for instance `torch.nn.modules.activation.Tanh`
            /// @throws IllegalArgumentException for one that is not known here
            static Activation of(String torchName) {
                String name = torchName.substring(torchName.lastIndexOf('.') + 1);
                return Arrays.stream(values())
                        .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("activation %s is not known; Sextant runs %s"
                                .formatted(torchName, Arrays.toString(values()))));
            }
        }

        private final int inputs;
        private final int outputs;
        private final float[] weight;
        private final float[] bias;
        private final Activation activation;

        /// @param weight `[inputs × outputs]`, row-major
        /// @param bias `[outputs]`
        Dense(int inputs, int outputs, float[] weight, float[] bias, Activation activation) {
            if (weight.length != inputs * outputs || bias.length != outputs) {
                throw new IllegalArgumentException("a Dense module of %d × %d has %d weights and %d biases"
                        .formatted(inputs, outputs, weight.length, bias.length));
            }
            this.inputs = inputs;
            this.outputs = outputs;
            this.weight = weight;
            this.bias = bias;
            this.activation = activation;
        }

        int inputs() {
            return inputs;
        }

        int outputs() {
            return outputs;
        }

        float[] weight() {
            return weight;
        }

        float[] bias() {
            return bias;
        }

        Activation activation() {
            return activation;
        }
    }
}
