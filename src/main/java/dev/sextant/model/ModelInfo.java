package dev.sextant.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What anyone may know of a model. Where a model's files cannot be read, all but [#id], [#loaded] and [#error] are
/// absent.
///
/// @param id the name that requests use
/// @param dimensions length of an embedding
/// @param window most tokens of a text, special ones included
/// @param pooling how token states become a vector, several modes joined by `+`
/// @param precision number type of the weights: `fp32`, `fp16` or `int8`
/// @param fingerprint the same fingerprint means the same vectors
/// @param files the files that the vectors depend on
/// @param loaded whether it is in memory by now
/// @param error why it could not be read or loaded, if so
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelInfo(
        String id,
        @Nullable Integer dimensions,
        @Nullable Integer window,
        @Nullable String pooling,
        @Nullable String precision,
        @Nullable String fingerprint,
        @Nullable List<ModelFile> files,
        boolean loaded,
        @Nullable String error) {

    /// A file and what is in it.
    ///
    /// @param sha256 in hexadecimal
    public record ModelFile(String name, String sha256) {}
}
