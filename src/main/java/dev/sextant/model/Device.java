package dev.sextant.model;

import java.util.Optional;

/// Where models run.
///
/// @param name `cpu` or `cuda`
/// @param requested what the configuration asked for
/// @param fallback why it is not what `auto` would have preferred, if so
public record Device(String name, String requested, Optional<String> fallback) {

    boolean isCuda() {
        return name.equals("cuda");
    }

    /// Tokens of a batch where nobody has measured what is best: on a CPU what suits short texts (docs/adr/0011), on
    /// a card what keeps it busy (docs/adr/0028).
    int usualTokens() {
        return isCuda() ? 16_384 : 512;
    }

    /// What a batch costs before it computes anything, in tokens: measured on a CPU (docs/adr/0026), estimated for a
    /// card (docs/adr/0028).
    int overheadTokens() {
        return isCuda() ? 1_024 : 16;
    }

    /// Why a model is not run here, if it is not. CUDA has no kernels for dynamically quantised products: ONNX Runtime
    /// computes them on the CPU, one by one, and carries every tensor there and back; see docs/adr/0028.
    ///
    /// @param precision as [ModelInfo#precision] has it
    Optional<String> refusal(String precision) {
        return isCuda() && precision.equals("int8")
                ? Optional.of("it is int8, for which CUDA has no kernels: its products would go to the CPU one by one,"
                        + " many times slower than float; use a model in fp32 or fp16 (./sextant fuse makes one), or"
                        + " set sextant.device=cpu")
                : Optional.empty();
    }
}
