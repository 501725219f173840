package dev.sextant.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// Texts to measure with, where nobody brings any: from a few words to a short paragraph, as titles, questions and
/// notes are. The same seed gives the same texts.
final class SampleTexts {
    private static final List<String> WHO = List.of(
            "the harbour master",
            "a retired teacher",
            "our neighbour",
            "the night train",
            "a young botanist",
            "the city council",
            "an old lighthouse",
            "the choir",
            "a customer from Lisbon",
            "the repair shop",
            "a flock of starlings",
            "the second engineer",
            "my grandmother",
            "the museum",
            "a travelling merchant");
    private static final List<String> DOES = List.of(
            "is looking for",
            "has never seen",
            "wrote a long letter about",
            "will open",
            "compares",
            "remembers",
            "cannot find",
            "sold",
            "is proud of",
            "measures",
            "asked twice about",
            "repaired",
            "keeps a record of");
    private static final List<String> WHAT = List.of(
            "the price of copper",
            "a recipe for rye bread",
            "the first timetable",
            "an invoice of 1987",
            "three broken bicycles",
            "the shortest way to the river",
            "a map of the islands",
            "new strings for a cello",
            "the rules of the game",
            "a warm coat",
            "the results of the vote",
            "the temperature of the lake",
            "a box of unsorted photographs",
            "software for the weather station");
    private static final List<String> WHEN = List.of(
            "before dawn",
            "in the spring",
            "every other Tuesday",
            "when the rain stops",
            "after the meeting",
            "since last year",
            "as soon as the shop opens",
            "on the way home",
            "without telling anybody",
            "because the old one was too small",
            "although nobody had asked",
            "for the third time this week");
    private static final List<String> PATTERNS =
            List.of("%1$s", "%3$s", "%3$s, %4$s", "%1$s %2$s %3$s", "%1$s %2$s %3$s %4$s", "who %2$s %3$s?");

    /// Most texts are short.
    private static final int[] SENTENCES = {1, 1, 1, 1, 2, 2, 3, 4};

    private SampleTexts() {}

    static List<String> of(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> text(random)).toList();
    }

    private static String text(Random random) {
        List<String> sentences = new ArrayList<>();
        int count = SENTENCES[random.nextInt(SENTENCES.length)];
        while (sentences.size() < count) {
            sentences.add(sentence(random));
        }
        return String.join(". ", sentences);
    }

    private static String sentence(Random random) {
        String sentence = String.format(
                Locale.ROOT,
                drawn(PATTERNS, random),
                drawn(WHO, random),
                drawn(DOES, random),
                drawn(WHAT, random),
                drawn(WHEN, random));
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String drawn(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
