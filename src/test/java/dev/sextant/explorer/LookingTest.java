package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/// Looking at the map: turning it, reading dots, colors, names, themes.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class LookingTest {
    private Browser browser;
    private Dots dots;

    @BeforeEach
    void visit() {
        browser = Browser.open(Look.DESKTOP);
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
    void pointingAtADotShowsItsText() {
        long row = dots.free(1).getFirst();
        dots.point(row);
        String text = Client.get("/collections/sample/rows?ids=" + row)
                .json()
                .at("/rows/0/document/text")
                .asText();
        assertThat(browser.read("#tip")).isEqualTo(text);
        browser.pointAt(Dots.CANVAS, 5, 5);
        browser.await(
                "the text goes away", () -> !browser.all("#tip").getFirst().isDisplayed());
    }

    @Test
    void draggingTurnsTheMapAndTheWheelComesNearer() {
        Picture before = browser.look("looking-before", Dots.CANVAS);
        WebElement map = browser.await(Dots.CANVAS);
        new Actions(browser.driver())
                .moveToElement(map, -300, 200)
                .clickAndHold()
                .moveByOffset(150, 40)
                .release()
                .perform();
        dots.settle();
        assertThat(browser.look("looking-turned", Dots.CANVAS).pixelsUnlike(before))
                .isGreaterThan(2000);
        double far = dots.distance();
        browser.run("""
                document.getElementById('dots').dispatchEvent(
                  new WheelEvent('wheel', {deltaY: -600, clientX: 700, clientY: 400, bubbles: true, cancelable: true}))
                """);
        browser.await("the camera is nearer", () -> dots.distance() < far * 0.95);
        browser.press("0");
        dots.settle();
        assertThat(dots.distance()).isGreaterThan(far * 0.98);
    }

    @Test
    void aFlatMapIsSeenFromAbove() {
        browser.click("#dimensions-2");
        browser.await("the flat map is shown", () -> browser.read("#quality").contains("UMAP 2D"));
        dots.settle();
        List<Double> camera = dots.camera();
        assertThat(camera.get(0)).isCloseTo(camera.get(3), offset(1e-6));
        assertThat(camera.get(1)).isCloseTo(camera.get(4), offset(1e-6));
        assertThat(browser.look("looking-flat", Dots.CANVAS).colors()).hasSizeGreaterThan(8);
        browser.press("3");
        browser.await(
                "the map in space is shown", () -> browser.read("#quality").contains("UMAP 3D"));
    }

    @Test
    void colorsTellAnyField() {
        Picture themes = browser.look("looking-themes", Dots.CANVAS);
        Select colors = new Select(browser.await("#color-by"));
        colors.selectByValue("topic");
        browser.await(".legend.kinds");
        assertThat(browser.all(".legend.kinds li")).hasSize(8);
        browser.click(".legend.kinds li:first-child button");
        dots.settle();
        assertThat(browser.look("looking-topic", Dots.CANVAS).pixelsUnlike(themes))
                .isGreaterThan(2000);
        new Select(browser.await("#color-by")).selectByValue("year");
        assertThat(browser.read(".legend")).contains("year");
        assertThat(browser.all(".ramp i")).hasSizeGreaterThan(5);
    }

    @Test
    void namesFloatInTheMapAndNoneOverlap() {
        List<Rectangle> names = names();
        assertThat(names).hasSizeGreaterThan(3);
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(overlap(names.get(i), names.get(j)))
                        .as("%s %s", names.get(i), names.get(j))
                        .isFalse();
            }
        }
    }

    @Test
    void moreNamesAppearOnComingNearer() {
        for (int i = 0; i < 5; i++) {
            browser.press("-");
            dots.settle();
        }
        int fromAfar = names().size();
        browser.press("0");
        dots.settle();
        assertThat(names().size()).isGreaterThan(fromAfar);
    }

    @Test
    void aThemeIsLitAndFlownTo() {
        double far = dots.distance();
        String name = browser.read("#themes li:first-child .theme b");
        browser.click("#themes li:first-child .theme");
        browser.await(".typical .text");
        dots.settle();
        assertThat(browser.all(".typical .text")).hasSizeBetween(1, 10);
        assertThat(dots.distance()).isLessThan(far);
        assertThat(browser.all(".label:not([hidden])").stream().map(WebElement::getText))
                .allMatch(name::startsWith);
        browser.look("looking-theme");
        browser.click("#themes li:first-child .theme");
        dots.settle();
        assertThat(browser.all(".typical")).isEmpty();
    }

    @Test
    void themesHaveSizesAndKeywords() {
        WebElement theme = browser.await("#themes li:first-child .theme");
        assertThat(theme.findElement(By.cssSelector(".size")).getText()).containsPattern("\\d+");
        assertThat(theme.findElement(By.cssSelector(".keywords")).getText()).contains(", ");
    }

    @Test
    void qualityIsShown() {
        assertThat(browser.read("#quality"))
                .contains("UMAP 3D", "seed 42", "trustworthiness 0.", "neighbors kept", "in no theme");
    }

    private List<Rectangle> names() {
        return browser.all(".label:not([hidden])").stream()
                .map(WebElement::getRect)
                .toList();
    }

    private static boolean overlap(Rectangle a, Rectangle b) {
        return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    }
}
