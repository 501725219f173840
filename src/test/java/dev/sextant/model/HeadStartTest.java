package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `sextant.model.preload=background`, as it is unless somebody says otherwise.
@QuarkusTest
@TestProfile(HeadStartTest.Background.class)
class HeadStartTest {

    public static final class Background implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.model.preload", "background");
        }
    }

    @Test
    void loadsTheDefaultModelUnaskedAndIsReadyMeanwhile() throws InterruptedException {
        assertThat(Client.get("/q/health/ready").status()).isEqualTo(200);

        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (!isLoaded() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }

        assertThat(isLoaded()).isTrue();
    }

    private static boolean isLoaded() {
        return Client.get("/info").json().at("/models/0/loaded").asBoolean();
    }
}
