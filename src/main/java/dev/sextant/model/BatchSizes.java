package dev.sextant.model;

import java.util.Optional;
import java.util.OptionalInt;

/// How large batches may be: as somebody configured, as calibration found best, or else as suits the device. Lanes
/// share the memory.
final class BatchSizes {
    private final OptionalInt maxTokens;
    private final long maxBytes;
    private final Calibrations calibrations;
    private final OnnxRuntime runtime;

    BatchSizes(BatchConfig config, Calibrations calibrations, OnnxRuntime runtime) {
        this.maxTokens = config.maxTokens();
        this.maxBytes = config.maxBytes().asLongValue() / runtime.lanes();
        this.calibrations = calibrations;
        this.runtime = runtime;
    }

    /// For a model with this fingerprint.
    BatchLimits of(String fingerprint) {
        Device device = runtime.device();
        return Optional.of(maxTokens)
                .filter(OptionalInt::isEmpty)
                .flatMap(unset -> calibrations.of(fingerprint, device.name()))
                .map(best -> BatchLimits.of(best, maxBytes, device))
                .orElseGet(() -> BatchLimits.ofTokens(maxTokens, maxBytes, device));
    }

    /// For batches of so many texts, whatever is configured or known, as far as memory allows.
    BatchLimits ofRows(int rows) {
        return BatchLimits.ofRows(rows, maxBytes);
    }

    /// Whether batches are formed as configured, whatever is known.
    boolean isConfigured() {
        return maxTokens.isPresent();
    }
}
