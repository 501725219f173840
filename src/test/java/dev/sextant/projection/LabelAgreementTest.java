package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelAgreementTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void agreesWithScikitLearn() {
        assertThat(LabelAgreement.of(new int[] {0, 0, 1, 1, 2, 2}, List.of("x", "x", "x", "y", "y", "z")))
                .isCloseTo(0.5206652463984817, within(ROUNDING));
    }

    @Test
    void noiseIsAGroupOfItsOwn() {
        int[] groups = {0, 0, 1, 1, 1, -1, -1, 2};
        List<String> labels = List.of("a", "a", "a", "b", "b", "c", "c", "c");
        assertThat(LabelAgreement.of(groups, labels)).isCloseTo(0.7020168761809934, within(ROUNDING));
        int[] renamed = {0, 0, 1, 1, 1, 7, 7, 2};
        assertThat(LabelAgreement.of(renamed, labels)).isEqualTo(LabelAgreement.of(groups, labels));
    }

    @Test
    void theSameGroupsUnderOtherNamesAgree() {
        assertThat(LabelAgreement.of(new int[] {5, 5, 3, 3}, List.of("a", "a", "b", "b")))
                .isEqualTo(1);
    }

    @Test
    void oneGroupOfTwoLabelsSaysNothing() {
        assertThat(LabelAgreement.of(new int[] {0, 0, 0, 0}, List.of("a", "a", "b", "b")))
                .isEqualTo(0);
    }

    @Test
    void manyGroupsOfOneLabelSayNothing() {
        assertThat(LabelAgreement.of(new int[] {0, 1, 2}, List.of("a", "a", "a")))
                .isEqualTo(0);
    }

    @Test
    void oneGroupOfOneLabelAgrees() {
        assertThat(LabelAgreement.of(new int[] {0, 0}, List.of("a", "a"))).isEqualTo(1);
    }

    @Test
    void asManyLabelsAsRowsAreNeeded() {
        assertThatThrownBy(() -> LabelAgreement.of(new int[] {0, 0}, List.of("a")))
                .hasMessage("as many labels as rows are needed, got 1 and 2");
    }
}
