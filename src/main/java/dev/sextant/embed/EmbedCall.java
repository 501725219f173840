package dev.sextant.embed;

import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.EmbedOptions.LongTexts;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.model.Role;
import dev.sextant.vectors.Int8Ranges;
import dev.sextant.vectors.Matrix;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A checked request to embed, whatever its texts.
///
/// @param options what the model is to do
/// @param dimensions how many leading dimensions to keep, `null` for all
/// @param encoding how vectors go over the wire
/// @param inspect whether to add the inspection
record EmbedCall(EmbedOptions options, @Nullable Integer dimensions, Encoding encoding, boolean inspect) {
    /// What to do with texts beyond the model's window.
    private enum Overflow {
        TRUNCATE(LongTexts.CUT_END),
        ERROR(LongTexts.REJECT);

        private final LongTexts longTexts;

        Overflow(LongTexts longTexts) {
            this.longTexts = longTexts;
        }
    }

    /// @throws Fault.InvalidRequest if a field's value is not one that it can have
    static EmbedCall of(EmbedRequest request, Limits limits, Patience patience) {
        EmbedOptions options = EmbedOptions.defaults(limits.tokens())
                .withPatience(patience)
                .withModel(request.model())
                .withRole(Check.optionalOneOf("role", request.role(), Role.class))
                .withNormalize(request.normalize() == null || request.normalize())
                .withLongTexts(Check.oneOf("overflow", request.overflow(), Overflow.TRUNCATE).longTexts);
        return new EmbedCall(
                options,
                request.dimensions(),
                Check.oneOf("encoding", request.encoding(), Encoding.FLOAT),
                request.inspect() != null && request.inspect());
    }

    EmbedResponse run(Embedder embedder, List<String> texts) {
        Embedded embedded = embedder.embed(texts, options);
        Matrix vectors = shaped(embedded.vectors());
        Optional<Int8Ranges> ranges = ranges(embedded, vectors);
        Embedded.Timings timings = embedded.timings();
        return new EmbedResponse(
                embedded.model(),
                vectors.columns(),
                encoding.encode(vectors, ranges),
                embedded.tokens(),
                embedded.truncated(),
                embedded.cached(),
                new EmbedResponse.Timings(
                        millis(timings.tokenizeNanos()), millis(timings.queueNanos()), millis(timings.inferNanos())),
                inspect ? encoding.inspect(vectors, ranges) : null);
    }

    private Matrix shaped(Matrix vectors) {
        if (dimensions == null) {
            return vectors;
        }
        Matrix leading = vectors.leadingColumns(Check.range("dimensions", dimensions, 1, vectors.columns()));
        if (leading != vectors && options.normalize()) {
            leading.normalizeRows();
        }
        return leading;
    }

    /// The stored ranges are those of unit vectors of full length; others have others.
    private Optional<Int8Ranges> ranges(Embedded embedded, Matrix vectors) {
        return embedded.ranges().filter(ranges -> options.normalize() && ranges.dimensions() == vectors.columns());
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 1e2;
    }
}
