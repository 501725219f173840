package dev.sextant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    /// The machine was half as fast in the second round, for both.
    @Test
    void ratiosAreTakenWithinARound() {
        assertThat(Spread.ofRatios(List.of(900.0, 450.0, 1000.0), List.of(300.0, 150.0, 250.0)))
                .isEqualTo(new Spread(3, 3, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)))
                .withMessage("1 rounds against 2");
    }

    @Test
    void numbersAreWrittenWithThreeDigitsOrAllBeforeThePoint() {
        assertThat(new Spread(1234.4, 99.94, 0.5).toString()).isEqualTo("1,234 (99.9 to 0.50)");
        assertThat(Spread.of(List.of(2.0)).toString()).isEqualTo("2.00");
    }

    @Test
    void goalsAreMetByTheMedian() {
        String table = new Goals()
                .atLeast("fast", 2, new Spread(2, 1, 3))
                .atMost("small", 2, new Spread(2.01, 1, 3))
                .toString();
        assertThat(table)
                .contains("| fast | at least 2.00 | 2.00 (1.00 to 3.00) | met |")
                .contains("| small | at most 2.00 | 2.01 (1.00 to 3.00) | **missed** |");
    }
}
