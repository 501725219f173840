package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// The page as a whole, in a real browser.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class ExplorerInBrowserTest {

    @Test
    void aFirstVisitShowsAMap() {
        try (Browser browser = Browser.open(Look.DESKTOP)) {
            browser.visit("/");
            assertThat(browser.address()).contains("/explorer/");
            Picture map = browser.look("first-visit", "#dots");
            assertThat(map.colors()).hasSizeGreaterThan(16);
            assertThat(map.inkShare()).isBetween(0.005, 0.9);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void darkIsDark() {
        try (Browser browser = Browser.open(Look.DESKTOP.dark().still())) {
            browser.visit("/explorer/");
            assertThat(browser.look("first-visit-dark").background() & 0xff).isLessThan(0x60);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void nothingBarsTheWay() {
        for (Look look : new Look[] {Look.DESKTOP.still(), Look.DESKTOP.dark().still(), Look.PHONE.still()}) {
            try (Browser browser = Browser.open(look)) {
                browser.visit("/explorer/");
                assertThat(browser.barriers()).as("%s", look).isEmpty();
            }
        }
    }
}
