package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Names of themes that are known: what is tested is which words are found for them.
class ThemeNamesTest {
    private static final TextVectors WORDS = new WordVectors(64);

    private static final List<String> BREAD = List.of(
            "How long does sourdough bread need to rise?",
            "My sourdough bread is too dense, what did I do?",
            "The best flour for a sourdough bread",
            "Baking bread without yeast",
            "Why is there a crack in my bread crust?",
            "Sourdough bread with rye flour");
    private static final List<String> TRAINS = List.of(
            "The night train to Vienna was late",
            "Is there a dining car in the night train?",
            "Night trains are back in Europe",
            "A delayed train and no refund for the ticket",
            "Which night train goes to Rome?",
            "Can I buy a train ticket on board?");
    private static final List<String> GERMAN = List.of(
            "Die Heizung in der Wohnung ist kalt",
            "Wie entlüfte ich die Heizung?",
            "Der Heizkörper wird nicht warm, obwohl die Heizung läuft",
            "Eine neue Heizung für das Haus",
            "Die Wärmepumpe ist eine gute Heizung",
            "Ist die Wärmepumpe im Winter laut?");
    private static final List<String> FRENCH = List.of(
            "Le chat de ma voisine dort dans le jardin",
            "Mon chat ne mange pas ses croquettes",
            "Quelles croquettes pour un chat âgé ?",
            "Le chat a peur de l'orage",
            "Un chat noir dans la rue",
            "Est-ce que les chats aiment l'eau ?");
    private static final List<String> JAPANESE =
            List.of("機械学習の入門書を読む", "機械学習で画像を分類する", "機械学習のモデルを評価する方法", "データが少ない場合の機械学習", "機械学習と統計の違い", "画像のデータを集める");

    @Test
    void aThemeIsNamedByWhatSetsItApart() {
        List<Theme> themes = themes(List.of(BREAD, TRAINS));
        assertThat(themes.get(0).label()).isEqualTo("Sourdough bread");
        assertThat(themes.get(1).label()).startsWith("Train");
    }

    @Test
    void severalLanguagesStandSideBySide() {
        List<Theme> themes = themes(List.of(BREAD, GERMAN, FRENCH, JAPANESE));
        assertThat(themes.get(0).label()).isEqualTo("Sourdough bread");
        assertThat(themes.get(1).label()).startsWith("Heizung");
        assertThat(themes.get(2).label()).startsWith("Chat");
        assertThat(themes.get(3).label()).contains("機械学習");
    }

    @Test
    void noKeywordIsAStopWordOrANumber() {
        List<List<String>> texts = List.of(BREAD, GERMAN, FRENCH, TRAINS);
        for (Theme theme : themes(texts)) {
            assertThat(theme.keywords())
                    .extracting(keyword -> keyword.term().toLowerCase(Locale.ROOT))
                    .doesNotContain("the", "is", "my", "a", "die", "der", "ist", "le", "de", "un", "dans", "12");
        }
    }

    @Test
    void keywordsAreFewAndTheBestComesFirst() {
        for (Theme theme : themes(List.of(BREAD, TRAINS))) {
            assertThat(theme.keywords()).hasSizeBetween(3, 8);
            assertThat(theme.keywords())
                    .extracting(Keyword::score)
                    .isSortedAccordingTo(Collections.reverseOrder())
                    .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
        }
    }

    @Test
    void singularAndPluralAreOne() {
        assertThat(themes(List.of(BREAD, TRAINS)).get(1).keywords())
                .extracting(Keyword::term)
                .contains("train")
                .doesNotContain("trains", "night trains");
    }

    @Test
    void noLabelIsUsedTwice() {
        List<Theme> themes = themes(List.of(BREAD, BREAD, TRAINS, BREAD));
        assertThat(themes).extracting(Theme::label).doesNotHaveDuplicates();
        assertThat(themes.getFirst().label()).startsWith("Sourdough bread");
    }

    @Test
    void aParentIsNotNamedLikeAChild() {
        List<List<String>> texts = List.of(BREAD, TRAINS, GERMAN, FRENCH);
        Grouping grouping = Grouping.of(assignments(texts), 4, new int[] {0, 0, 1, 1});
        List<Theme> themes = make(texts, grouping);
        assertThat(themes).hasSize(6);
        assertThat(themes).extracting(Theme::label).doesNotHaveDuplicates();
        assertThat(themes.get(0).parent()).isEqualTo(4);
        assertThat(themes.get(4).keywords()).isNotEmpty();
    }

    @Test
    void textsWithoutWordsHaveNumbersForNames() {
        List<Theme> themes = themes(List.of(List.of("…", "?!", "12"), List.of("1", "2", "")));
        assertThat(themes).extracting(Theme::label).containsExactly("Theme 1", "Theme 2");
        assertThat(themes).allSatisfy(theme -> assertThat(theme.keywords()).isEmpty());
    }

    @Test
    void representativesHaveDifferentTexts() {
        List<String> copies = new ArrayList<>(Collections.nCopies(5, "Sourdough bread"));
        copies.addAll(BREAD);
        Theme theme = themes(List.of(copies)).getFirst();
        assertThat(theme.representatives()).hasSize(3);
        assertThat(theme.representatives()).extracting(copies::get).doesNotHaveDuplicates();
        assertThat(theme.representatives().getFirst()).isZero();
    }

    @Test
    void onlyTheBeginningOfALongTextIsRead() {
        String beginning = "Sourdough bread. ".repeat(200);
        List<Theme> themes = themes(List.of(List.of(beginning + "Hidden treasure", beginning + "Hidden treasure")));
        assertThat(themes.getFirst().keywords()).extracting(Keyword::term).noneMatch(term -> term.contains("treasure"));
    }

    private static List<Theme> themes(List<List<String>> texts) {
        return make(texts, Grouping.of(assignments(texts), texts.size(), new int[0]));
    }

    private static List<Theme> make(List<List<String>> texts, Grouping grouping) {
        List<String> all = texts.stream().flatMap(List::stream).toList();
        Matrix vectors = WORDS.embed(all);
        Projection projection = ThemesTest.projection(vectors, Distance.COSINE);
        return new ThemeMaker(vectors, projection, Distance.COSINE, all, WORDS)
                .make(grouping)
                .list();
    }

    private static int[] assignments(List<List<String>> texts) {
        List<Integer> assignments = new ArrayList<>();
        for (int group = 0; group < texts.size(); group++) {
            assignments.addAll(Collections.nCopies(texts.get(group).size(), group));
        }
        return assignments.stream().mapToInt(Integer::intValue).toArray();
    }
}
