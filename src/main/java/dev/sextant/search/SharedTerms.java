package dev.sextant.search;

import dev.sextant.words.StopWords;
import dev.sextant.words.Word;
import dev.sextant.words.Words;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The words of a query that texts have too, but for those that say nothing by themselves.
final class SharedTerms {
    private final List<String> terms;

    /// @param texts that will be compared with it; they show which languages there are
    SharedTerms(String query, List<String> texts) {
        List<Word> words = Words.of(query);
        BitSet stops = StopWords.of(
                        Stream.concat(Stream.of(query), texts.stream()).toList())
                .in(words);
        this.terms = IntStream.range(0, words.size())
                .filter(word -> !stops.get(word))
                .mapToObj(word -> words.get(word).folded())
                .distinct()
                .toList();
    }

    /// Words that a text has too, in lower case, in the order of the query.
    List<String> in(String text) {
        Set<String> words = Words.of(text).stream().map(Word::folded).collect(Collectors.toSet());
        return terms.stream().filter(words::contains).toList();
    }
}
