package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/// Searching by meaning: hits are lit and listed, nothing vanishes unless one isolates.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class SearchingTest {
    private Browser browser;

    @BeforeEach
    void visit() {
        browser = Browser.open(Look.DESKTOP.still());
        browser.visit("/explorer/#c=sample");
        browser.click(".card.corner button");
    }

    @AfterEach
    void leave() {
        assertThat(browser.complaints()).isEmpty();
        browser.close();
    }

    @Test
    void theSlashFocusesAndTypingFindsByMeaning() {
        Picture before = browser.look("searching-before", Dots.CANVAS);
        browser.press("/");
        browser.press("a good bike for getting to work");
        browser.await("there are hits", () -> hits().size() == 20);
        assertThat(scores()).isSortedAccordingTo(Comparator.reverseOrder());
        Picture after = browser.look("searching-hits", Dots.CANVAS);
        assertThat(after.pixelsUnlike(before)).isGreaterThan(1000);
        // All that was there is there still, if paler.
        assertThat(after.inkShare()).isGreaterThan(before.inkShare() * 0.8);
        assertThat(browser.read("#found")).contains("20 of 304 texts");
    }

    @Test
    void fewerHitsAndAThreshold() {
        search("bread that rises");
        new Select(browser.await("#top-k")).selectByValue("5");
        browser.await("there are five hits", () -> hits().size() == 5);
        browser.run("""
                const slider = document.getElementById('threshold');
                slider.value = 0.99;
                slider.dispatchEvent(new Event('input'));
                """);
        assertThat(hits()).isEmpty();
        assertThat(browser.read("#side")).contains("Lower the threshold", "5 below 0.99");
    }

    @Test
    void explainTellsWhy() {
        search("saving money for old age");
        browser.click("#explain");
        assertThat(browser.read(".reasons")).contains("nearer than", "shared words", "scores", "manhattan");
        browser.look("searching-explained");
    }

    @Test
    void isolateHidesTheRestUntilItIsTakenBack() {
        search("stars and planets");
        Picture lit = browser.look("searching-lit", Dots.CANVAS);
        browser.click("#isolate");
        browser.await("isolated", () -> "true".equals(browser.await("#isolate").getAttribute("aria-pressed")));
        Picture isolated = browser.look("searching-isolated", Dots.CANVAS);
        assertThat(isolated.inkShare()).isLessThan(lit.inkShare() * 0.8);
        browser.click("#isolate");
        assertThat(browser.look("searching-back", Dots.CANVAS).inkShare()).isGreaterThan(lit.inkShare() * 0.9);
    }

    @Test
    void escapeClears() {
        search("a song stuck in my head");
        browser.press(Keys.ESCAPE);
        browser.await("no hits", () -> browser.all("#results").isEmpty());
        assertThat(browser.await("#query").getAttribute("value")).isEmpty();
        assertThat(browser.all("#themes")).hasSize(1);
    }

    @Test
    void aHitIsOpenedFromTheKeyboard() {
        search("vegetables that grow in the shade");
        browser.type("#query", Keys.ARROW_DOWN);
        browser.run("document.activeElement.blur()");
        browser.press(Keys.ENTER);
        browser.await("#text");
        assertThat(browser.read("#results li:first-child .words")).isEqualTo(browser.read("#text"));
    }

    @Test
    void strangeQueriesDoNoHarm() {
        for (String query : List.of("<b>bold</b>", "🦊🎻", "%_'\"\\", "a".repeat(5000))) {
            browser.run("document.getElementById('query').value = ''");
            browser.run(
                    "const q = document.getElementById('query'); q.value = arguments[0]; q.dispatchEvent(new Event('input'))",
                    query);
            browser.await(
                    "there are hits for " + query.substring(0, 4),
                    () -> hits().size() == 20 && query.equals(browser.run("return sextant.store.state.query")));
            assertThat(browser.all("[role=alert]")).isEmpty();
        }
    }

    private void search(String query) {
        browser.type("#query", query);
        browser.await("there are hits", () -> hits().size() == 20);
    }

    private List<?> hits() {
        return browser.all("#results .text");
    }

    private List<Double> scores() {
        return browser.all("#results .score").stream()
                .map(score -> Double.valueOf(score.getText().replaceAll("[^0-9.]", "")))
                .toList();
    }
}
