package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Keys that come and go while the server runs, and the switches beside them.
@QuarkusTest
@TestProfile(ChangedKeysTest.Settings.class)
class ChangedKeysTest {
    private static final Path FILE =
            Path.of("target/test-keys/changing-keys.txt").toAbsolutePath();
    private static final String LISTED = "a-listed-key-of-ours";
    private static final String OLD = "an-old-key-of-somebody";
    private static final String NEW = "a-new-key-of-somebody";

    /// Far more than the second that it takes.
    private static final int PATIENCE = 200;

    /// Keys from both places, figures closed, events open.
    public static final class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            write(OLD);
            return Map.of(
                    "sextant.auth.keys-file",
                    FILE.toString(),
                    "sextant.auth.keys",
                    LISTED,
                    "sextant.auth.events",
                    "none",
                    "sextant.auth.metrics",
                    "key");
        }
    }

    private static void write(String key) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, "somebody read %s\n".formatted(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNewFileIsInForceSoon() throws InterruptedException {
        assertThat(status(OLD)).isEqualTo(200);
        write(NEW);
        for (int i = 0; i < PATIENCE && status(NEW) != 200; i++) {
            Thread.sleep(50);
        }
        assertThat(status(NEW)).isEqualTo(200);
        assertThat(status(OLD)).isEqualTo(401);
        assertThat(status(LISTED)).isEqualTo(200);
        write(OLD);
    }

    @Test
    void aListedKeyMayDoEverything() {
        HttpRequest.Builder put = with(LISTED, "/collections/of-the-listed")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}"));
        assertThat(Client.send(put).status()).isIn(200, 201);
        assertThat(Client.send(with(LISTED, "/collections/of-the-listed").DELETE())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void figuresMayBeClosed() {
        assertThat(Client.get("/q/metrics").status()).isEqualTo(401);
        assertThat(Client.send(with(LISTED, "/q/metrics")).status()).isEqualTo(200);
        assertThat(Client.get("/q/health/ready").status()).isEqualTo(200);
    }

    @Test
    void eventsMayBeOpenAndNothingElseIs() {
        HttpRequest.Builder event = Client.to("/")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/test")
                .header("ce-type", "dev.sextant.embed")
                .POST(BodyPublishers.ofString("{\"texts\": [\"the harbour\"]}"));
        assertThat(Client.send(event).status()).isEqualTo(200);
        assertThat(Client.post("/embed", "{\"texts\": [\"the harbour\"]}").status())
                .isEqualTo(401);
        assertThat(Client.send(Client.to("/").DELETE()).status()).isEqualTo(401);
    }

    private static HttpRequest.Builder with(String key, String path) {
        return Client.to(path).header("Authorization", "Bearer " + key);
    }

    private static int status(String key) {
        return Client.send(with(key, "/info")).status();
    }
}
