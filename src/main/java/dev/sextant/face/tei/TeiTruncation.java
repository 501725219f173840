package dev.sextant.face.tei;

import dev.sextant.model.EmbedOptions.LongTexts;
import dev.sextant.wire.Check;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The end of a long text at which it is cut.
enum TeiTruncation {
    LEFT,
    RIGHT;

    /// @param truncate whether long texts are cut; they are, where nothing is said
    /// @param direction `Left` or `Right`, also in lower case; the latter where nothing is said
    static LongTexts of(@Nullable Boolean truncate, @Nullable String direction) {
        String name = direction == null ? null : direction.toLowerCase(Locale.ROOT);
        TeiTruncation end = Check.oneOf("truncation_direction", name, RIGHT);
        if (truncate != null && !truncate) {
            return LongTexts.REJECT;
        }
        return end == LEFT ? LongTexts.CUT_START : LongTexts.CUT_END;
    }
}
