package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Texts of one's own, from pasting or choosing them to their map.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class AddingInBrowserTest {
    private static final String PASTE = ".dialog textarea";
    private static final String FILE = ".dialog input[type=file]";
    private static final String NAME = ".dialog .entry input[type=text]";
    private static final String START = ".dialog .primary";
    private static final String ALERT = ".dialog [role=alert]";
    private static final String PREVIEW = ".dialog .preview";

    @TempDir
    Path folder;

    @Test
    void pastedLinesBecomeAMap() {
        try (Browser browser = opened(Look.DESKTOP)) {
            browser.type(PASTE, """
                    The cat sleeps on the warm sill.
                    A dog runs after the ball.

                    Two kittens play with wool.
                    The ferry leaves at nine.
                    Ships wait outside the harbour.
                    A <img src=x onerror=alert(1)> in a text stays text.
                    """);
            assertThat(browser.read(PREVIEW)).contains("The first 5 of 6 texts", "A dog runs after the ball.");
            name(browser, "pasted");
            browser.look("add-pasted");
            browser.click(START);
            untilOpened(browser, "pasted", 6);
            assertThat(browser.look("add-pasted-map", "#dots").inkShare()).isPositive();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theColumnsOfATableArePicked() throws IOException {
        Path table = Files.writeString(folder.resolve("Harbour News.csv"), """
                nr;headline;story;year
                a1;Ferry is late;"The ferry came at ten; it was foggy.";2021
                a2;Fish is dear;Nobody knows why fish costs so much now.;2022
                a3;Museum opens;The museum shows old ropes and lamps.;2023
                """);
        try (Browser browser = opened(Look.DESKTOP.dark())) {
            browser.type(FILE, table.toString());
            assertThat(browser.read(".dialog .chosen")).contains("Harbour News.csv", "3 rows");
            assertThat(browser.read(PREVIEW))
                    .contains("The ferry came at ten; it was foggy.", "headline: Ferry is late");
            assertThat(browser.await(NAME).getDomProperty("value")).isEqualTo("harbour-news");
            browser.type(".dialog .pickers label:nth-child(1) select", "headline");
            browser.type(".dialog .pickers label:nth-child(2) select", "nr");
            assertThat(browser.read(PREVIEW)).contains("Fish is dear", "id: a2", "year: 2022");
            browser.look("add-columns-dark");
            assertThat(browser.barriers()).isEmpty();
            browser.click(START);
            untilOpened(browser, "harbour-news", 3);
            assertThat(browser.read("#color-by")).contains("year", "story").doesNotContain("headline");
            assertThat(browser.complaints()).isEmpty();
        }
        JsonNode kept = Client.get("/collections/harbour-news/documents/a2").json();
        assertThat(kept.path("text").asText()).isEqualTo("Fish is dear");
        assertThat(kept.path("metadata").path("year").isNumber()).isTrue();
    }

    @Test
    void whatCannotBeReadIsLeftOutAndSaid() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines.jsonl"), """
                {"text": "A first text.", "topic": "one"}
                {"text": "A second text.", "topic": "two"}
                {"text": "A third
                {"text": "A fourth text.", "topic": "two"}
                {"text": "%s"}
                """.formatted("x".repeat(1_100_000)));
        try (Browser browser = opened(Look.PHONE)) {
            browser.type(FILE, lines.toString());
            assertThat(browser.read(PREVIEW)).contains("A first text.", "topic: one", "line 3 is not JSON");
            browser.click(START);
            browser.await("2 texts are left out", () -> browser.read(".dialog").contains("2 texts were left out"));
            browser.await("the map is made", () -> browser.read(START).equals("Show the map"));
            assertThat(browser.read(".dialog .failures"))
                    .contains("line 3 is not JSON", "line 5: text has 1100000 bytes");
            browser.look("add-failures-phone");
            browser.click(START);
            untilOpened(browser, "lines", 3);
        }
    }

    @Test
    void cancelledHalfWayItSaysWhatIsKeptAndGoesOn() throws IOException {
        String many = IntStream.range(0, 4000)
                .mapToObj(i -> "Note %d tells of %s, %s and of what the tide of day %d brought to the quay."
                        .formatted(i, List.of("ropes", "lamps", "nets").get(i % 3), "boats " + i * 7, i % 365))
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("many.txt"), many);
        try (Browser browser = opened(Look.DESKTOP)) {
            browser.type(FILE, file.toString());
            browser.click(START);
            browser.await(
                    "a rate is shown",
                    () -> browser.read(".dialog .steps")
                            .matches("(?s).*[1-9][\\d,]* of 4,000 texts · [\\d,]+ a second · about .* left.*"));
            browser.look("add-sending");
            browser.press(Keys.ESCAPE);
            browser.await("it has stopped", () -> browser.read(".dialog").contains("Stopped."));
            long kept = keptTexts(browser.read(".dialog"));
            browser.look("add-stopped");
            assertThat(kept).isPositive().isLessThan(4000);
            assertThat(count("many")).isGreaterThanOrEqualTo(kept).isLessThan(4000);
            browser.click(START);
            browser.await(
                    "it goes on to the map",
                    () -> browser.all(".dialog .steps li.done").size() == 1);
            assertThat(count("many")).isEqualTo(4000);
            browser.click(".dialog .dialog-actions button");
            browser.await("the map is given up", () -> browser.read(".dialog").contains("Stopped."));
            browser.press(Keys.ESCAPE);
            browser.await("the dialog is closed", () -> browser.all(".dialog").isEmpty());
        }
        assertThat(Client.get("/collections/many").json().has("map")).isFalse();
    }

    @Test
    void whatStandsInTheWayIsSaid() throws IOException {
        Path latin = Files.write(folder.resolve("latin.csv"), "text\nhäßlich\n".getBytes(StandardCharsets.ISO_8859_1));
        try (Browser browser = opened(Look.DESKTOP)) {
            browser.click(START);
            assertThat(browser.read(ALERT)).contains("There are no texts yet");
            browser.type(PASTE, "only one");
            browser.click(START);
            assertThat(browser.read(ALERT)).contains("it takes at least 2");
            browser.type(PASTE, Keys.ENTER, "and another");
            name(browser, "Not A Name");
            browser.click(START);
            assertThat(browser.read(ALERT)).contains("The name is not one of a collection");
            browser.type(FILE, latin.toString());
            browser.await("the file is refused", () -> browser.read(ALERT).contains("“latin.csv” is not in UTF-8"));
            assertThat(browser.await(PASTE).getDomProperty("value")).isEqualTo("only one\nand another");
            browser.look("add-refused");
            assertThat(browser.barriers()).isEmpty();
            name(browser, "sample");
            assertThat(browser.read("#add-name-note")).contains("There is a collection sample already");
            assertThat(browser.read(START)).isEqualTo("Add and make a new map");
            browser.press(Keys.ESCAPE);
            browser.await("the dialog is closed", () -> browser.all(".dialog").isEmpty());
            assertThat(browser.run("return document.activeElement.id")).isEqualTo("add");
        }
    }

    private static Browser opened(Look look) {
        Browser browser = Browser.open(look.still());
        browser.visit("/explorer/");
        browser.click("#add");
        return browser;
    }

    private static void name(Browser browser, String name) {
        browser.type(NAME, Keys.chord(Keys.CONTROL, "a"), name);
    }

    private static void untilOpened(Browser browser, String name, int count) {
        browser.await(
                "the dialog closes by itself", () -> browser.all(".dialog").isEmpty());
        browser.await(
                "%s is open".formatted(name),
                () -> browser.run("return document.querySelector('#collection').selectedOptions[0]?.textContent.trim()")
                                instanceof String shown
                        && shown.replaceAll("\\s+", " ").equals("%s (%d)".formatted(name, count)));
        browser.await("html[data-ready]");
    }

    private static long keptTexts(String dialog) {
        Matcher kept = Pattern.compile("([\\d,]+) texts are kept").matcher(dialog);
        assertThat(kept.find()).as(dialog).isTrue();
        return Long.parseLong(kept.group(1).replace(",", ""));
    }

    private static long count(String collection) {
        return Client.get("/collections/" + collection).json().path("count").asLong();
    }
}
