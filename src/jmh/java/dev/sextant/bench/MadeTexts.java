package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts of a given number of tokens, special ones included: words that tokenizers of English keep whole, by a fixed
/// seed. `MadeTexts FOLDER COUNT TOKENS...` writes `TOKENS.txt` into the folder for each length, a text a line.
public final class MadeTexts {
    private static final int SPECIAL_TOKENS = 2;
    private static final List<String> WORDS = List.of(
            "time", "sea", "house", "water", "light", "road", "field", "stone", "river", "night", "letter", "market",
            "winter", "garden", "music", "paper", "window", "doctor", "engine", "forest", "school", "bridge", "summer",
            "morning", "of", "the", "and", "in", "with", "under", "for", "after", "before", "large", "small", "old",
            "new", "quiet", "open", "red", "green", "found", "made", "lost", "moved", "kept", "asked", "built");

    private MadeTexts() {}

    static List<String> of(int tokens, int count) {
        Random random = new Random(42);
        return IntStream.range(0, count)
                .mapToObj(text -> random.ints(tokens - SPECIAL_TOKENS, 0, WORDS.size())
                        .mapToObj(WORDS::get)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /// @param args folder, number of texts, lengths in tokens
    public static void main(String[] args) throws IOException {
        for (String tokens : List.of(args).subList(2, args.length)) {
            List<String> texts = of(Integer.parseInt(tokens), Integer.parseInt(args[1]));
            Files.write(Path.of(args[0], tokens + ".txt"), texts);
        }
    }
}
