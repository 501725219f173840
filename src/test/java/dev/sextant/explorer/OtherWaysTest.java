package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// Those who see no map, and texts that would like to be more than texts.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class OtherWaysTest {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";

    @Test
    void withoutWebGlListsSearchAndTextsStillWork() {
        try (Browser browser = Browser.open(Look.DESKTOP.withoutWebGl())) {
            browser.visit("/explorer/#c=sample");
            assertThat(browser.read("#blind")).contains("no WebGL", "Search, themes and texts work");
            browser.type("#query", "watering plants while away");
            browser.await("there are hits", () -> browser.all("#results .text").size() == 20);
            browser.click("#results li:first-child .text");
            browser.await(
                    "the nearest are there",
                    () -> browser.all("#neighbors .text").size() == 10);
            browser.press(Keys.ESCAPE);
            browser.press(Keys.ESCAPE);
            browser.click("#themes li:first-child .theme");
            browser.await(".typical .text");
            browser.look("without-webgl");
        }
    }

    @Test
    void theKeyboardAloneReachesEverything() {
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.visit("/explorer/#c=sample");
            List<String> reached = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                browser.press(Keys.TAB);
                WebElement focus = browser.driver().switchTo().activeElement();
                reached.add(focus.getTagName() + " " + focus.getAttribute("id") + " " + focus.getAttribute("class"));
            }
            assertThat(String.join("\n", reached))
                    .contains("select collection", "button add", "select color-by", "button dimensions-2", "summary")
                    .contains("input query", "button  theme", "canvas dots");
        }
    }

    @Test
    void aTextIsNeverMoreThanAText() {
        hostile();
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.visit("/explorer/#c=hostile&by=" + "%3Cb%3Ekind");
            browser.type("#query", "img");
            browser.await("there are hits", () -> !browser.all("#results .text").isEmpty());
            browser.await(
                    "the hostile text is among them",
                    () -> browser.read("#results").contains(HOSTILE));
            browser.run("sextant.act.read(0)");
            assertThat(browser.read("#text")).isEqualTo(HOSTILE);
            assertThat(browser.driver().getTitle()).isEqualTo("Sextant explorer");
            assertThat(browser.all("#side img, #detail img, #labels img, #legend img, #tip img"))
                    .isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void oneCollectionGivesWayToAnother() {
        hostile();
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.visit("/explorer/#c=sample");
            browser.run("sextant.act.read(0)");
            browser.await("#text");
            for (String name : List.of("hostile", "sample")) {
                new Select(browser.await("#collection")).selectByValue(name);
                browser.await(
                        name + " is shown",
                        () -> browser.read("#quality").contains(name.equals("sample") ? "texts 304" : "texts 12"));
                assertThat(browser.await("#collection").getAttribute("value")).isEqualTo(name);
                assertThat(browser.all("#text")).isEmpty();
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCollectionWithoutAMapIsGivenOneAndOneWithoutTextsSaysSo() {
        create("unmapped", "[{\"text\": \"a pier\"}, {\"text\": \"a quay\"}, {\"text\": \"a cake\"}]");
        create("hollow", "[]");
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.go("/explorer/#c=unmapped");
            browser.click("#make-map");
            browser.await("the map is shown", () -> browser.read("#quality").contains("texts 3"));
            new Select(browser.await("#collection")).selectByValue("hollow");
            assertThat(browser.read("#over")).contains("nothing here yet");
            assertThat(browser.all(".label:not([hidden])")).isEmpty();
            browser.press("2");
            assertThat(browser.all("[role=alert]")).isEmpty();
            browser.click(".menu summary");
            browser.click("#remove");
            browser.click("#delete");
            browser.await("it is gone", () -> Client.get("/collections/hollow").status() == 404);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void create(String name, String documents) {
        Client.send(Client.to("/collections/" + name).DELETE());
        Client.send(Client.to("/collections/" + name)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
        Client.post("/collections/%s/documents".formatted(name), documents);
    }

    private static void hostile() {
        StringBuilder documents = new StringBuilder("[");
        for (int i = 0; i < 12; i++) {
            String text = i == 0 ? HOSTILE.replace("\"", "\\\"") : "image number %d of a harbour".formatted(i);
            documents
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\": \"<i>%d</i>\", \"text\": \"%s\", \"metadata\": {\"<b>kind\": \"<s>%d</s>\"}}"
                            .formatted(i, text, i % 2));
        }
        create("hostile", documents.append("]").toString());
        JsonNode job =
                Client.post("/collections/hostile/map", "{\"components\": 3}").json();
        String path = "/jobs/" + job.path("job").asText();
        while (List.of("queued", "running")
                .contains(Client.get(path).json().path("state").asText())) {
            Thread.onSpinWait();
        }
    }
}
