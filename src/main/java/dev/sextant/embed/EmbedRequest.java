package dev.sextant.embed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller may ask of embed, as it came; [EmbedCall] checks it.
///
/// @param texts the texts, none blank
/// @param model id of the model
/// @param role `query` or `document`: the model's own prompt
/// @param normalize whether to give unit vectors
/// @param dimensions how many leading dimensions to keep
/// @param overflow `truncate` or `error`, for texts beyond the model's window
/// @param encoding `float`, `base64`, `int8` or `binary`
/// @param inspect whether to add the inspection
public record EmbedRequest(
        @Nullable List<@Nullable String> texts,
        @Nullable String model,
        @Nullable String role,
        @Nullable Boolean normalize,
        @Nullable Integer dimensions,
        @Nullable String overflow,
        @Nullable String encoding,
        @Nullable Boolean inspect) {}
