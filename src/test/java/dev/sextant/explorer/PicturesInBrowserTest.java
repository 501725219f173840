package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/// The pictures in dialogs: what vectors look like, how long batches take, and how alike chosen texts are.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class PicturesInBrowserTest {
    private static final List<String> METRICS = List.of("Cosine", "Dot product", "Euclidean", "Manhattan");

    @Test
    void theVectorsOfACollectionAreShownInFourPictures() {
        try (Browser browser = visited(Look.DESKTOP)) {
            JsonNode inspection = Client.get("/collections/sample/inspection").json();
            assertThat(inspection.path("rows").asInt()).isGreaterThan(100);
            inspect(browser);
            assertThat(browser.read(".dialog .figures"))
                    .contains("%,d".formatted(inspection.path("rows").asInt()), "384", "Standard deviation");
            assertThat(texts(browser, ".dialog-body > .pictures h3"))
                    .containsExactly("Values", "Vector lengths", "First dimensions", "Variance per dimension");
            assertThat(browser.all(".dialog-body > .pictures figcaption"))
                    .hasSize(4)
                    .allSatisfy(says -> assertThat(says.getText()).isNotBlank());
            assertThat(titles(browser, ".picture:nth-child(1)")).hasSize(50);
            assertThat(tallestBar(browser, ".picture:nth-child(1)"))
                    .isEqualTo(greatest(inspection.path("histogram").path("counts")));
            assertThat(browser.all(".dialog .heat.signed tbody td")).hasSize(100);
            assertThat(titles(browser, ".picture:nth-child(4)"))
                    .hasSize(384)
                    .anySatisfy(title -> assertThat(title).startsWith("dimension 384: "));
            assertThat(browser.look("inspect", ".dialog").inkShare()).isPositive();
            assertThat(browser.barriers()).isEmpty();
            // That there is no measurement yet is no fault, but a browser tells of every 404.
            assertThat(browser.complaints())
                    .allSatisfy(complaint -> assertThat(complaint).contains("/calibrate"));
        }
    }

    @Test
    void aSelectionIsInspectedByItself() {
        try (Browser browser = visited(Look.DESKTOP)) {
            choose(browser, 3);
            browser.click("#inspect-chosen");
            assertThat(browser.read(".dialog .figures")).containsPattern("Vectors\\s+3\\b");
            browser.look("inspect-chosen");
            assertThat(browser.barriers()).isEmpty();
        }
    }

    @Test
    void timeAndThroughputAreShownByBatchSize() {
        try (Browser browser = visited(Look.DESKTOP.dark())) {
            inspect(browser);
            if (Client.get("/calibrate").status() == 404) {
                assertThat(browser.read(".batch-sizes")).contains("It has not been measured here yet", "Measure now");
            }
            browser.click(".dialog-close");
            List<String> texts = List.of("a fish", "a lamp", "a rope on the quay", "rain");
            assertThat(Client.post("/calibrate", Client.write(Map.of("batchSizes", List.of(1, 2, 4), "texts", texts)))
                            .status())
                    .isEqualTo(200);
            inspect(browser);
            browser.await(".batch-sizes .chart");
            assertThat(texts(browser, ".batch-sizes .picture h3")).containsExactly("Texts a second", "Seconds");
            assertThat(titles(browser, ".batch-sizes .picture:nth-child(1)"))
                    .satisfiesExactly(
                            one -> assertThat(one).matches("batches of 1: [\\d.,]+ texts a second"),
                            two -> assertThat(two).startsWith("batches of 2: "),
                            four -> assertThat(four).startsWith("batches of 4: "));
            assertThat(browser.all(".batch-sizes .bar.marked")).hasSize(2);
            browser.click(".batch-sizes summary");
            assertThat(browser.read(".batch-sizes table")).contains("Tokens a second");
            browser.look("batch-sizes-dark");
            assertThat(browser.barriers()).isEmpty();
        }
    }

    @Test
    void fourHeatMapsSayHowAlikeChosenTextsAre() {
        try (Browser browser = visited(Look.DESKTOP.dark())) {
            List<String> chosen = choose(browser, 3);
            JsonNode expected = Client.post("/compare", Client.write(Map.of("texts", chosen)))
                    .json()
                    .path("metrics");
            browser.click("#compare");
            browser.await(".dialog .matrix");
            assertThat(texts(browser, ".dialog .matrix h3")).isEqualTo(METRICS);
            assertThat(browser.read(".dialog .lead")).contains("agree", "of each metric");
            List<String> cells = texts(browser, ".dialog .heat td:not(:empty)");
            assertThat(cells).hasSize(4 * 9);
            int decimals = cells.getFirst().length() - "1.".length();
            assertThat(decimals).isGreaterThanOrEqualTo(2);
            assertThat(cells.subList(0, 9)).isEqualTo(rounded(expected.path("cosine"), decimals));
            for (int metric = 0; metric < 4; metric++) {
                colorsFollowTheValues(browser, metric);
            }
            assertThat(titlesOfRows(browser)).containsExactlyElementsOf(chosen);
            assertThat(browser.look("compare-dark", ".dialog").inkShare()).isPositive();
            assertThat(browser.barriers()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Browser visited(Look look) {
        Browser browser = Browser.open(look.still());
        browser.visit("/explorer/#c=sample");
        return browser;
    }

    private static void inspect(Browser browser) {
        browser.click("details.menu summary");
        browser.click("details.menu .items button");
        browser.await(".dialog .pictures");
    }

    /// Chooses the first that a search finds.
    ///
    /// @return their texts
    private static List<String> choose(Browser browser, int count) {
        browser.type("#query", "cooking a warm meal");
        List<String> chosen = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            browser.click("#results li:nth-child(%d) button".formatted(i));
            browser.await("another text is open", () -> !chosen.contains(browser.read("#text")));
            chosen.add(browser.read("#text"));
            browser.press("c");
        }
        browser.await("all are chosen", () -> browser.all("#chosen .texts li").size() == count);
        return chosen;
    }

    private static List<String> texts(Browser browser, String selector) {
        return browser.all(selector).stream().map(WebElement::getText).toList();
    }

    /// What is said of each bar or cell when the pointer rests on it.
    private static List<String> titles(Browser browser, String picture) {
        return strings(
                browser,
                "return [...document.querySelectorAll(arguments[0])].map(title => title.textContent)",
                picture + " .bar title");
    }

    private static List<String> titlesOfRows(Browser browser) {
        return strings(
                browser,
                "return [...document.querySelectorAll('.matrix:first-child tbody th')].map(cell => cell.title)");
    }

    private static int tallestBar(Browser browser, String picture) {
        List<String> heights = strings(
                browser,
                "return [...document.querySelectorAll(arguments[0])]"
                        + ".map(bar => String(bar.querySelector('rect:not(.reach)')?.getBoundingClientRect().height ?? 0))",
                picture + " .bar");
        int tallest = 0;
        for (int i = 1; i < heights.size(); i++) {
            tallest = Double.parseDouble(heights.get(i)) > Double.parseDouble(heights.get(tallest)) ? i : tallest;
        }
        return tallest;
    }

    private static int greatest(JsonNode counts) {
        int greatest = 0;
        for (int i = 1; i < counts.size(); i++) {
            greatest = counts.path(i).asLong() > counts.path(greatest).asLong() ? i : greatest;
        }
        return greatest;
    }

    private static List<String> rounded(JsonNode comparison, int decimals) {
        List<String> values = new ArrayList<>();
        comparison
                .path("matrix")
                .forEach(row -> row.forEach(
                        value -> values.add(String.format(Locale.ROOT, "%." + decimals + "f", value.asDouble()))));
        return values;
    }

    /// The pairs that are the most and the least alike have the colors of the two ends of the scale.
    private static void colorsFollowTheValues(Browser browser, int metric) {
        List<String> cells = strings(
                browser,
                "return [...document.querySelectorAll('.matrix')[arguments[0]].querySelectorAll('td.above')]"
                        + ".map(cell => cell.title.match(/: (-?[\\d.]+)/)[1] + ' ' + getComputedStyle(cell).backgroundColor)",
                metric);
        List<String> ordered = cells.stream()
                .sorted((a, b) ->
                        Double.compare(Double.parseDouble(a.split(" ", 2)[0]), Double.parseDouble(b.split(" ", 2)[0])))
                .map(cell -> cell.split(" ", 2)[1])
                .distinct()
                .toList();
        assertThat(ordered).as("colors of %s", METRICS.get(metric)).hasSizeBetween(2, 3);
        assertThat(ordered.getFirst()).isNotEqualTo(ordered.getLast());
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Browser browser, String script, Object... arguments) {
        return (List<String>) Objects.requireNonNull(browser.run(script, arguments));
    }
}
