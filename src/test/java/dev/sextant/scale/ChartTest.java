package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ChartTest {
    @Test
    void isAnSvgWithALineForEachSeries() throws Exception {
        Chart.Line line = new Chart.Line("ready", Chart.Look.FIRST, false, List.of(0.0, 1.0, Double.NaN, 2.0));
        String svg =
                Chart.svg("Pods", List.of(new Chart.Panel("Pods", Axis.linear(2, ""), List.of(line))), 4, List.of(1.0));

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        // From the bottom to the middle, a gap where there was nothing, the top.
        assertThat(svg).contains("d=\"M64.0 190.0L283.0 125.0M721.0 60.0\"");
    }

    @Test
    void aStepHoldsItsValueUntilTheNextAndToTheEnd() {
        Chart.Line line = new Chart.Line("ready", Chart.Look.FIRST, true, List.of(1.0, 2.0));
        String svg =
                Chart.svg("Pods", List.of(new Chart.Panel("Pods", Axis.linear(2, ""), List.of(line))), 2, List.of());

        assertThat(svg).contains("d=\"M64.0 125.0H502.0V60.0H940.0\"");
    }

    @Test
    void anAxisHasAFewRoundTicksUpToTheGreatestValue() {
        assertThat(Axis.linear(3, "").ticks()).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(Axis.linear(0, "").ticks()).containsExactly(0.0, 1.0);
        assertThat(Axis.linear(137, "").ticks()).containsExactly(0.0, 50.0, 100.0, 150.0);
        assertThat(Axis.linear(400, "").ticks()).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0);
    }

    @Test
    void tenfoldValuesAreEquallyFarApartOnALogarithmicAxis() {
        Axis axis = Axis.logarithmic(List.of(0.01, 0.1, 1.0), "s");
        assertThat(axis.height(0.01)).isZero();
        assertThat(axis.height(0.1)).isEqualTo(0.5);
        assertThat(axis.height(5)).isEqualTo(1);
    }
}
