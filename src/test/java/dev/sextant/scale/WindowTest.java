package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window(6);

    @Test
    void meansTheSecondsOfTheWindow() {
        for (int second = 0; second < 10; second++) {
            window.report(second, second);
        }
        assertThat(window.mean(9)).hasValue((4 + 5 + 6 + 7 + 8 + 9) / 6.0);
    }

    @Test
    void isAsLongAsItHasReportsUntilItIsFull() {
        window.report(100, 8);
        assertThat(window.mean(100)).hasValue(8);
        window.report(101, 4);
        assertThat(window.mean(101)).hasValue(6);
    }

    @Test
    void countsSecondsWithoutAReportInBetweenAsNothing() {
        window.report(0, 9);
        window.report(2, 9);
        assertThat(window.mean(2)).hasValue(6);
    }

    @Test
    void leavesOutTheSecondsSinceTheLastReport() {
        for (int second = 0; second <= 5; second++) {
            window.report(second, 6);
        }
        assertThat(window.mean(7)).hasValue(6);
    }

    @Test
    void knowsNothingAfterAWindowWithoutReportsAndBeginsAnew() {
        assertThat(window.mean(0)).isEmpty();
        window.report(0, 6);
        assertThat(window.mean(6)).hasValue(0);
        assertThat(window.mean(7)).isEmpty();
        window.report(50, 2);
        assertThat(window.mean(50)).hasValue(2);
    }

    @Test
    void takesTheLastReportOfASecond() {
        window.report(3, 1);
        window.report(3, 5);
        assertThat(window.mean(3)).hasValue(5);
    }
}
