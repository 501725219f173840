package dev.sextant.explorer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/// Opening a text, walking its nearest, choosing several.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class ReadingTest {
    private Browser browser;
    private Dots dots;

    @BeforeEach
    void visit() {
        browser = Browser.open(Look.DESKTOP.still());
        browser.visit("/explorer/#c=sample");
        browser.click(".card.corner button");
        dots = new Dots(browser);
    }

    @AfterEach
    void leave() {
        assertThat(browser.complaints()).isEmpty();
        browser.close();
    }

    @Test
    void aClickedDotOpensItsTextWithItsNearestInTheOriginalSpace() {
        long row = dots.free(1).getFirst();
        Picture before = browser.look("reading-before", Dots.CANVAS);
        dots.click(row);
        JsonNode document =
                Client.get("/collections/sample/rows?ids=" + row).json().at("/rows/0/document");
        assertThat(browser.read("#text")).isEqualTo(document.path("text").asText());
        assertThat(browser.read(".facts"))
                .contains(
                        document.path("id").asText(),
                        document.at("/metadata/topic").asText());
        JsonNode nearest = Client.get("/collections/sample/documents/%s/neighbors?k=10"
                        .formatted(document.path("id").asText()))
                .json()
                .path("hits");
        browser.await("the nearest are there", () -> neighbors().size() == 10);
        for (int i = 0; i < nearest.size(); i++) {
            assertThat(neighbors().get(i).getText())
                    .contains(nearest.get(i).path("text").asText())
                    .contains("%.2f".formatted(nearest.get(i).path("score").asDouble()));
        }
        assertThat(browser.read("#detail h3")).contains("cosine");
        Picture after = browser.look("reading-open");
        assertThat(after.width()).isEqualTo(1280);
        assertThat(before.width()).isGreaterThan(browser.await(Dots.CANVAS).getRect().width);
    }

    @Test
    void linesJoinATextToItsNearest() {
        dots.click(dots.free(1).getFirst());
        browser.await("the nearest are there", () -> neighbors().size() == 10);
        dots.settle();
        // The overlay has no other lines: what it draws, it draws for the open text and its nearest.
        Object drawn = browser.run("""
                const canvas = document.getElementById('marks');
                const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                let count = 0;
                for (let i = 3; i < data.length; i += 4) count += data[i] > 0 ? 1 : 0;
                return count;
                """);
        assertThat(((Number) requireNonNull(drawn)).intValue()).isGreaterThan(1000);
    }

    @Test
    void keysWalkTheNearestAndOpenThem() {
        dots.click(dots.free(1).getFirst());
        browser.await("the nearest are there", () -> neighbors().size() == 10);
        browser.press("n");
        browser.press("n");
        assertThat(current()).isEqualTo(1);
        browser.press("p");
        assertThat(current()).isZero();
        browser.press(Keys.ARROW_DOWN);
        assertThat(current()).isEqualTo(1);
        assertThat(browser.all("#spoken").getFirst().getAttribute("textContent"))
                .startsWith("2: ");
        String text = neighbors().get(1).findElement(By.className("words")).getText();
        browser.run("document.activeElement.blur()");
        browser.press(Keys.ENTER);
        browser.await("the second nearest is open", () -> browser.read("#text").equals(text));
        browser.press(Keys.ESCAPE);
        browser.await("it is closed", () -> browser.all("#text").isEmpty());
    }

    @Test
    void dotsAreChosenWithShift() {
        new Actions(browser.driver()).keyDown(Keys.SHIFT).perform();
        Set<Long> chosen = new HashSet<>();
        while (chosen.size() < 3) {
            // With the first the panel opens, and everything on the map moves a little.
            long row = dots.free(10).stream()
                    .filter(other -> !chosen.contains(other))
                    .findFirst()
                    .orElseThrow();
            dots.click(row);
            chosen.add(row);
            browser.await("it is chosen", () -> browser.read("#chosen h2").equals(chosen.size() + " chosen"));
            dots.settle();
        }
        new Actions(browser.driver()).keyUp(Keys.SHIFT).perform();
        browser.await(
                "their texts are listed", () -> browser.all("#chosen .text").size() == 3);
        browser.click("#chosen li:first-child .plain");
        assertThat(browser.read("#chosen h2")).isEqualTo("2 chosen");
        browser.press(Keys.ESCAPE);
        browser.await("none is chosen", () -> browser.all("#chosen").isEmpty());
    }

    @Test
    void aLineAroundDotsChoosesThem() {
        new Actions(browser.driver())
                .moveToElement(browser.await(Dots.CANVAS), -400, -300)
                .keyDown(Keys.SHIFT)
                .clickAndHold()
                .moveByOffset(800, 0)
                .moveByOffset(0, 600)
                .moveByOffset(-800, 0)
                .release()
                .keyUp(Keys.SHIFT)
                .perform();
        assertThat(browser.read("#chosen h2")).containsPattern("\\d{2,} chosen");
        assertThat(browser.read("#chosen")).contains("Up to 12 are compared");
        assertThat(browser.await("#compare").isEnabled()).isFalse();
    }

    private List<WebElement> neighbors() {
        return browser.all("#neighbors .text");
    }

    private int current() {
        List<String> marks = neighbors().stream()
                .map(text -> text.getAttribute("aria-current"))
                .toList();
        return marks.indexOf("true");
    }
}
