package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.model.Calibration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTableTest {
    @Test
    void showsEverySizeAndTheBest() {
        Calibration found = new Calibration(
                "tiny",
                "f",
                "cpu",
                List.of(new Calibration.Row(1, 2, 256, 5_120), new Calibration.Row(64, 0.8, 640, 12_800)),
                64,
                2.5,
                3_072,
                Instant.EPOCH,
                "A note.");
        assertThat(CalibrationTable.of(found)).isEqualTo("""
                tiny on cpu

                batch size   seconds   texts/s   tokens/s
                         1     2.000       256       5120
                        64     0.800       640      12800  best

                Best are batches of 64, 2.50 times as fast as one text at a time.
                A note.""");
    }
}
