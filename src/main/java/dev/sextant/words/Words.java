package dev.sextant.words;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Splits texts into words.
///
/// Words end where Unicode says so. Chinese characters, between which Unicode finds no words, become overlapping pairs;
/// Japanese syllables that are no foreign words stand alone. What French and Italian leave out before a vowel (`l'eau`)
/// and the English genitive (`bank's`) are cut off.
///
/// @see <a href="https://www.unicode.org/reports/tr29/">Unicode text segmentation</a>
public final class Words {
    private static final Set<String> ELISIONS = Set.of(
            "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu", "un", "all", "dell",
            "nell", "sull", "dall", "quell", "quest");

    private static final String GENITIVE = "s";

    private Words() {}

    /// The words of a text in their order.
    public static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        try (var tokenizer = new StandardTokenizer()) {
            tokenizer.setReader(new StringReader(text));
            try (TokenStream tokens = new CJKBigramFilter(tokenizer, CJKBigramFilter.HAN)) {
                OffsetAttribute offsets = tokens.addAttribute(OffsetAttribute.class);
                tokens.reset();
                while (tokens.incrementToken()) {
                    words.add(word(text, offsets.startOffset(), offsets.endOffset()));
                }
                tokens.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
        return words;
    }

    private static Word word(String text, int start, int end) {
        String folded = text.substring(start, end).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        int mark = folded.indexOf('\'');
        // Folding a letter may change its length; such words are left whole.
        if (mark > 0 && folded.length() == end - start) {
            if (ELISIONS.contains(folded.substring(0, mark)) && mark + 1 < folded.length()) {
                return new Word(folded.substring(mark + 1), start + mark + 1, end);
            }
            if (folded.substring(mark + 1).equals(GENITIVE)) {
                return new Word(folded.substring(0, mark), start, start + mark);
            }
        }
        return new Word(folded, start, end);
    }
}
