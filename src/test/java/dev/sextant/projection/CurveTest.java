package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTest {
    /// What SciPy's least squares find.
    @ParameterizedTest
    @CsvSource({
        "0,    1.932809, 0.790495",
        "0.01, 1.895606, 0.800638",
        "0.1,  1.576944, 0.895061",
        "0.25, 1.121436, 1.057500",
        "0.5,  0.583030, 1.334167"
    })
    void fitsAsTheReferenceDoes(double minDist, double a, double b) {
        Curve curve = Curve.fit(minDist);
        assertThat(curve.a()).isCloseTo(a, within(1e-5));
        assertThat(curve.b()).isCloseTo(b, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.3, 0.7, 0.99, 1})
    void isHighUpToTheLeastDistanceAndFallsOffBeyond(double minDist) {
        Curve curve = Curve.fit(minDist);
        assertThat(curve.at(0)).isEqualTo(1);
        assertThat(curve.at(minDist / 2)).isGreaterThan(0.9);
        assertThat(curve.at(minDist + 2)).isCloseTo(Math.exp(-2), within(0.1));
        assertThat(curve.a()).isPositive();
        assertThat(curve.b()).isPositive();
    }
}
