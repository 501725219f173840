package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    @TempDir
    private Path folder;

    @Test
    void requestsComeWithinTheirPhaseAtItsRateAndTheSameEachTime() throws IOException {
        Load load = read("# for people\n100, 20\nidle, 0\n\n50, 2\n");
        assertThat(load.seconds()).isEqualTo(190);
        assertThat(load.arrivals())
                .isSorted()
                .isEqualTo(read("100, 20\nidle, 0\n50, 2\n").arrivals());
        // 2,000 and 100 are expected, give or take five standard deviations of a Poisson process.
        assertThat(load.arrivals().stream().filter(at -> at < 100)).hasSizeBetween(1_776, 2_224);
        assertThat(load.arrivals().stream().filter(at -> at >= 140)).hasSizeBetween(50, 150);
        assertThat(load.arrivals()).noneMatch(at -> (at >= 100 && at < 140) || at >= 190);
    }

    @Test
    void saysWhichLineIsNone() {
        assertThatThrownBy(() -> read("100, 20\nfast\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"fast\" is not \"seconds, requests per second\"");
    }

    private Load read(String text) throws IOException {
        return Load.read(Files.writeString(folder.resolve("load.csv"), text), 40, 1);
    }
}
