package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is shipped depends on the sources alone (ADR 39).
class SameBytesIT {

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aSecondBuildInAnotherFolderGivesTheSameBytes() throws IOException, InterruptedException {
        Process comparison = new ProcessBuilder("tools/reproducible/compare.sh", "target/quarkus-app")
                .redirectErrorStream(true)
                .start();
        String said = new String(comparison.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(comparison.waitFor()).as(said).isZero();
        assertThat(said).contains("files are the same in both builds.");
    }
}
