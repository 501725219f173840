package dev.sextant.face.tei;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.model.Token;
import org.jspecify.annotations.Nullable;

/// One token of the answer of `POST /tei/tokenize`.
///
/// @param start first code point of the text that it stands for, prompt included; `null` where it is special
/// @param stop one past the last code point; `null` where it is special
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TeiToken(
        long id,
        String text,
        boolean special,
        @Nullable Integer start,
        @Nullable Integer stop) {

    static TeiToken of(Token token) {
        return token.isSpecial()
                ? new TeiToken(token.id(), token.text(), true, null, null)
                : new TeiToken(token.id(), token.text(), false, token.start(), token.end());
    }
}
