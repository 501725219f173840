package dev.sextant.search;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text's sentences, none blank; neighbours are taken together where there are too many.
record Sentences(String text, List<SearchResponse.Stretch> stretches) {
    private static final int MOST = 64;

    /// The sentences between two places of a text, without the white space around them.
    static Sentences of(String text, int start, int end) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text.substring(start, end));
        List<SearchResponse.Stretch> found = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            add(text, start + from, start + to, found);
        }
        if (found.isEmpty()) {
            found.add(new SearchResponse.Stretch(start, end));
        }
        return new Sentences(text, merged(found));
    }

    private static void add(String text, int from, int to, List<SearchResponse.Stretch> found) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (start < end && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            found.add(new SearchResponse.Stretch(start, end));
        }
    }

    private static List<SearchResponse.Stretch> merged(List<SearchResponse.Stretch> stretches) {
        int together = Math.ceilDiv(stretches.size(), MOST);
        List<SearchResponse.Stretch> merged = new ArrayList<>();
        for (int first = 0; first < stretches.size(); first += together) {
            int last = Math.min(stretches.size(), first + together) - 1;
            merged.add(new SearchResponse.Stretch(
                    stretches.get(first).start(), stretches.get(last).end()));
        }
        return merged;
    }

    List<String> texts() {
        return stretches.stream()
                .map(stretch -> text.substring(stretch.start(), stretch.end()))
                .toList();
    }
}
