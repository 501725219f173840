package dev.sextant.explorer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A link shows the same again; maps and texts can be taken along.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class KeepingTest {
    @TempDir
    Path downloads;

    @Test
    void aLinkShowsTheSameAgain() {
        String link;
        List<Double> camera;
        String text;
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.visit("/explorer/#c=sample&by=topic&k=10");
            browser.type("#query", "a recipe for a cold evening");
            browser.await("there are hits", () -> browser.all("#results .text").size() == 10);
            browser.click("#results li:nth-child(2) .text");
            text = browser.read("#text");
            browser.click("#detail .actions button");
            browser.press("+");
            Dots dots = new Dots(browser);
            dots.settle();
            camera = dots.camera();
            browser.await(
                    "the address follows",
                    () -> browser.address().contains("open=")
                            && browser.address().contains("sel=")
                            && browser.address().contains("cam="));
            link = browser.address();
        }
        try (Browser other = Browser.open(Look.DESKTOP.still())) {
            other.visit(link.substring(link.indexOf("/explorer/")));
            assertThat(other.read("#text")).isEqualTo(text);
            assertThat(other.await("#query").getAttribute("value")).isEqualTo("a recipe for a cold evening");
            assertThat(other.all("#results .text")).hasSize(10);
            assertThat(other.read("#chosen h2")).isEqualTo("1 chosen");
            assertThat(other.await("#color-by").getAttribute("value")).isEqualTo("topic");
            List<Double> again = new Dots(other).camera();
            for (int i = 0; i < camera.size(); i++) {
                assertThat(again.get(i)).isCloseTo(camera.get(i), offset(0.01));
            }
            assertThat(other.complaints()).isEmpty();
        }
    }

    @Test
    void aBrokenLinkShowsWhatItCan() {
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.visit("/explorer/#c=nowhere&k=-3&min=x&cam=1,2&open=nobody&group=%7B&by=nothing");
            assertThat(browser.read("[role=alert]")).contains("nowhere");
            assertThat(browser.all("#themes .theme")).isNotEmpty();
        }
    }

    @Test
    void everythingCanBeTakenAlong() throws IOException {
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior",
                            Map.of("behavior", "allow", "downloadPath", downloads.toString()));
            browser.visit("/explorer/#c=sample");
            List<String> lines = Files.readAllLines(taken(browser, 4, "sample.csv"));
            assertThat(lines.getFirst()).startsWith("id,text,theme,x,y,z");
            assertThat(lines).hasSize(305);
            assertThat(Files.readString(taken(browser, 6, "sample.jsonl"))).contains("\"id\":\"cooking-01\"");
            assertThat(Files.readAllLines(taken(browser, 5, "sample.tsv")).getFirst())
                    .startsWith("id\ttext");
            Picture map =
                    new Picture(ImageIO.read(taken(browser, 3, "sample.png").toFile()));
            assertThat(map.inkShare()).isBetween(0.005, 0.9);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// @param item of the menu, counted from 1
    private Path taken(Browser browser, int item, String name) {
        browser.click(".menu summary");
        browser.click(".menu .items button:nth-child(%d)".formatted(item));
        Path file = downloads.resolve(name);
        browser.await(
                name + " is saved", () -> Files.exists(file) && downloaded().allMatch(Files::isRegularFile));
        return file;
    }

    private Stream<Path> downloaded() {
        return Stream.of(requireNonNull(downloads.toFile().listFiles()))
                .map(Objects::requireNonNull)
                .map(java.io.File::toPath)
                .filter(path -> path.toString().endsWith(".crdownload"))
                .map(path -> path.resolve("still loading"));
    }
}
