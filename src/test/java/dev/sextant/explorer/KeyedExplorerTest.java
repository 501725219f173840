package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.wire.auth.KeysFromAFile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The explorer of a server that answers only with a key.
@QuarkusTest
@TestProfile(KeyedExplorerTest.Keyed.class)
class KeyedExplorerTest {

    /// A first visit to a server with keys.
    public static final class Keyed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new ExplorerProfile().getConfigOverrides());
            settings.putAll(new KeysFromAFile().getConfigOverrides());
            return settings;
        }
    }

    @Test
    void thePageAsksForTheKey() {
        try (Browser browser = Browser.open(Look.DESKTOP.still())) {
            browser.go("/explorer/");
            browser.type("#key", KeysFromAFile.STRANGER, Keys.ENTER);
            assertThat(browser.read("[role=alert]")).contains("refused");
            browser.look("key");
            browser.type("#key", KeysFromAFile.READER, Keys.ENTER);
            browser.await("html[data-ready]");
            browser.type("#query", "bread");
            browser.await("there are hits", () -> browser.all("#results .text").size() == 20);
        }
    }
}
