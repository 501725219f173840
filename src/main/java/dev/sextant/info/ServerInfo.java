package dev.sextant.info;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.model.Calibration;
import dev.sextant.model.ModelInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this server is and can do.
///
/// @param version of Sextant
/// @param functions the exported functions
/// @param device where models run
/// @param models every model that a request can name
/// @param limits the most that one request may ask for
/// @param calibration what was measured last of batch sizes, if anything was
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerInfo(
        String version,
        List<String> functions,
        Device device,
        List<ModelInfo> models,
        Limits limits,
        @Nullable Calibration calibration) {

    /// @param fallback why models run on the CPU where CUDA would be preferred
    public record Device(
            String name, String requested, @Nullable String fallback) {}

    /// The values of the keys `sextant.limits.*`.
    public record Limits(
            long bodyBytes,
            long vectorsBodyBytes,
            int texts,
            int projectRows,
            int pairs,
            int dimensions,
            int collections,
            long documents,
            int jobs,
            int textCharacters,
            long tokens,
            long bodySeconds,
            long streamSeconds,
            long unreadSeconds,
            long lineBytes,
            long documentBytes) {}
}
