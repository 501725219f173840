package dev.sextant.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.vectors.Matrix;
import org.jspecify.annotations.Nullable;

/// How far a map can be trusted.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quality(
        @Nullable Double trustworthiness,
        @Nullable Double neighborsKept,
        int k,
        int sampled,
        double noiseShare,
        @Nullable Double labelAgreement) {

    // Holds the place of what is being written.
    static Quality of(
            Matrix vectors,
            Projection projection,
            Distance distance,
            double noiseShare,
            @Nullable Double labelAgreement,
            long seed,
            Progress progress) {
        return new Quality(null, null, 15, vectors.rows(), noiseShare, labelAgreement);
    }
}
