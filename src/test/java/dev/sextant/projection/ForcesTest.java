package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForcesTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 1})
    void tablesAgreeWithPowers(double minDist) {
        Curve curve = Curve.fit(minDist);
        Forces forces = new Forces(curve);
        for (double squared = 0x1.1p-40; squared < 0x1p24; squared *= 1.013) {
            double power = Math.pow((float) squared, curve.b());
            double pull = 2 * curve.a() * curve.b() * power / squared / (1 + curve.a() * power);
            double push = 2 * curve.b() / ((0.001 + squared) * (1 + curve.a() * power));
            assertThat((double) forces.pull((float) squared)).isCloseTo(pull, withinPercentage(0.2));
            assertThat((double) forces.push((float) squared)).isCloseTo(push, withinPercentage(0.2));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.MIN_VALUE, 1e-30f, 1e20f, Float.MAX_VALUE, Float.POSITIVE_INFINITY})
    void areFiniteAtAnyDistance(float squared) {
        Forces forces = new Forces(Curve.fit(0.1));
        assertThat(forces.pull(squared)).isFinite().isNotNegative();
        assertThat(forces.push(squared)).isFinite().isNotNegative();
    }
}
