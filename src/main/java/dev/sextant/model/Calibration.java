package dev.sextant.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How fast a model takes texts in batches of different sizes on one device of this machine, as it was measured.
///
/// @param model its id
/// @param fingerprint of the model; of another one this says nothing
/// @param device `cpu` or `cuda`
/// @param rows by batch size, at least one
/// @param best batch size of the row with the most texts a second
/// @param speedUpOverOne how much faster that is than one text at a time; absent where that was not measured
/// @param maxTokens tokens of the largest batch of the best size, padding included
/// @param note what else there is to know, if there is
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Calibration(
        String model,
        String fingerprint,
        String device,
        List<Row> rows,
        int best,
        @Nullable Double speedUpOverOne,
        int maxTokens,
        Instant createdAt,
        @Nullable String note) {

    public Calibration {
        // A file may lack them.
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(createdAt, "createdAt");
        if (best < 1 || maxTokens < 1) {
            throw new IllegalArgumentException("batches of %d texts and %d tokens".formatted(best, maxTokens));
        }
    }

    /// @param batchSize most texts in a batch
    /// @param seconds for the same texts in every row
    /// @param tokensPerSecond without padding
    public record Row(int batchSize, double seconds, double textsPerSecond, double tokensPerSecond) {}
}
