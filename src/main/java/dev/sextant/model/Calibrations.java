package dev.sextant.model;

import java.util.Optional;

/// What was measured of models on this machine. Thread-safe.
public interface Calibrations {
    /// Nothing.
    Calibrations NONE = new Calibrations() {
        @Override
        public Optional<Calibration> of(String fingerprint, String device) {
            return Optional.empty();
        }

        @Override
        public Optional<Calibration> last() {
            return Optional.empty();
        }
    };

    /// What was measured last of a model on a device. Asked for before every request that is embedded, so it is quick.
    Optional<Calibration> of(String fingerprint, String device);

    /// What was measured last.
    Optional<Calibration> last();
}
