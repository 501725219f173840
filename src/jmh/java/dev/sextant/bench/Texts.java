package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts to measure with, made up by a seed: no two of them alike, so that no cache helps, and always of the
/// same mixture of lengths, however many are asked for.
public final class Texts {
    private static final String[] QUALITIES = words("""
            old new small large quiet bright narrow wide early late heavy light simple broken silver wooden distant
            common rare warm cold steep gentle public private northern southern daily empty famous foreign fresh
            global green local modern native open plain rapid rough royal secret sharp single smooth solid strange
            """);
    private static final String[] THINGS = words("""
            harbour library engine letter garden river village bridge market window teacher doctor lantern compass
            recipe timetable museum telescope piano kitchen forest island mountain railway printer database network
            compiler editor camera bottle blanket farmer sailor painter journal holiday festival station tunnel valley
            battery bicycle calendar castle cathedral factory hospital kingdom laboratory newspaper orchestra parliament
            """);
    private static final String[] VERBS = words("""
            describes follows remembers replaces measures collects compares repairs protects opens closes crosses
            explains supports carries builds controls creates delivers discovers examines finds guards improves joins
            """);
    private static final String[] PLACES = words("""
            Lisbon Oslo Vienna Kyoto Lima Boston Cairo Dublin Geneva Havana London Madrid Moscow Paris Prague Rome
            """);
    private static final String[] TIMES = {
        "before dawn", "in spring", "every week", "after dinner", "since 1987", "at noon", "for years", "by night"
    };

    private final Random random;

    private Texts(long seed) {
        random = new Random(seed);
    }

    private static String[] words(String block) {
        return block.strip().split("\\s+");
    }

    /// Single lines of 5 to 19 words, about 12 tokens in the mean.
    public static List<String> shortOnes(int count, long seed) {
        return new Texts(seed).some(count, 1, 1);
    }

    /// As many short ones as somebody asks for, of which some are alike.
    static Supplier<String> endless(long seed) {
        return new Texts(seed)::sentence;
    }

    /// Lines of three to sixteen sentences, about 100 tokens in the mean.
    static List<String> longOnes(int count, long seed) {
        return new Texts(seed).some(count, 3, 16);
    }

    /// Lines of one to twenty sentences.
    static List<String> mixed(int count, long seed) {
        return new Texts(seed).some(count, 1, 20);
    }

    /// Lines of exactly so many tokens, the two special ones included: tokenizers of English keep these words whole.
    static List<String> ofLength(int tokens, int count, long seed) {
        Texts texts = new Texts(seed);
        return IntStream.range(0, count)
                .mapToObj(text -> IntStream.range(2, tokens)
                        .mapToObj(word -> texts.drawn(word % 2 == 0 ? QUALITIES : THINGS))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /// The lines of a file that are not blank, each once.
    static List<String> read(Path file, int count) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).distinct().limit(count).toList();
        }
    }

    private List<String> some(int count, int least, int most) {
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < count) {
            int sentences = random.nextInt(least, most + 1);
            StringBuilder text = new StringBuilder(sentence());
            for (int i = 1; i < sentences; i++) {
                text.append(". ").append(sentence());
            }
            texts.add(text.toString());
        }
        return List.copyOf(texts);
    }

    private String sentence() {
        StringBuilder sentence = new StringBuilder(phrase())
                .append(' ')
                .append(drawn(VERBS))
                .append(' ')
                .append(phrase());
        if (random.nextInt(3) == 0) {
            sentence.append(" near ").append(drawn(PLACES));
        }
        if (random.nextInt(3) == 0) {
            sentence.append(' ').append(drawn(TIMES));
        }
        return sentence.toString();
    }

    private String phrase() {
        String thing = drawn(QUALITIES) + " " + drawn(THINGS);
        return random.nextInt(4) == 0 ? thing + " and " + drawn(QUALITIES) + " " + drawn(THINGS) : "the " + thing;
    }

    private String drawn(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
