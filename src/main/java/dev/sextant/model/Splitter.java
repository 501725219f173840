package dev.sextant.model;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a text into passages of so many tokens: at the end of a sentence if there is one in a passage's second half,
/// else between words, else between tokens.
final class Splitter {
    private final int tokens;
    private final int overlap;

    /// @param tokens most tokens of a passage
    /// @param overlap tokens that a passage shares with the one before, less than `tokens`
    Splitter(int tokens, int overlap) {
        this.tokens = tokens;
        this.overlap = overlap;
    }

    /// @param places where the text's tokens stand, in order
    /// @return at least one passage; together they cover every token
    List<Span> split(String text, List<Span> places) {
        if (places.size() <= tokens) {
            return List.of(new Span(0, text.length()));
        }
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        sentences.setText(text);
        words.setText(text);
        List<Span> passages = new ArrayList<>();
        int from = 0;
        while (places.size() - from > tokens) {
            int latest = from + tokens;
            int to = last(sentences, places, from + tokens / 2, latest);
            to = to < 0 ? last(words, places, from + tokens / 2, latest) : to;
            to = to < 0 ? latest : to;
            passages.add(new Span(places.get(from).start(), places.get(to - 1).end()));
            // Back by the overlap, then on to where a word starts; always forward by a token at least.
            int back = Math.max(from + 1, to - overlap);
            from = first(words, places, back, to);
        }
        passages.add(new Span(places.get(from).start(), places.getLast().end()));
        return passages;
    }

    /// The last token after `from`, up to `to`, that stands at a boundary; -1 where none does.
    private static int last(BreakIterator boundaries, List<Span> places, int from, int to) {
        for (int token = to; token > from; token--) {
            if (boundaries.isBoundary(places.get(token).start())) {
                return token;
            }
        }
        return -1;
    }

    /// The first token from `from` on that starts a word; `to` where none does before.
    private static int first(BreakIterator words, List<Span> places, int from, int to) {
        int token = from;
        while (token < to && !words.isBoundary(places.get(token).start())) {
            token++;
        }
        return token;
    }
}
