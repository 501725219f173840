package dev.sextant.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchSizesTest {
    @Test
    void givesTheUsualOnesAsFarAsThereAreTextsForThem() {
        assertThat(BatchSizes.checked(null, OptionalInt.empty())).containsExactly(1, 16, 64, 128, 256);
        assertThat(BatchSizes.checked(null, OptionalInt.of(100))).containsExactly(1, 16, 64);
        assertThat(BatchSizes.checked(null, OptionalInt.of(1))).containsExactly(1);
    }

    @Test
    void sortsThoseThatAreGiven() {
        assertThat(BatchSizes.checked(List.of(64, 1, 2_048), OptionalInt.empty()))
                .containsExactly(1, 64, 2_048);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertRefused(List.of(), OptionalInt.empty(), "batchSizes is empty");
        assertRefused(List.of(1, 0), OptionalInt.empty(), "batchSizes[1] is 0", "1 to 2048");
        assertRefused(List.of(2_049), OptionalInt.empty(), "batchSizes[0] is 2049");
        assertRefused(List.of(4, 2, 4), OptionalInt.empty(), "batchSizes[2] is 4 once more");
        assertRefused(List.of(4, 16), OptionalInt.of(9), "batchSizes[1] is 16, and texts has 9");
        List<@Nullable Integer> nothing = new ArrayList<>();
        nothing.add(null);
        assertThatThrownBy(() -> BatchSizes.checked(nothing, OptionalInt.empty()))
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessageContaining("batchSizes[0] is null");
        List<Integer> many = IntStream.rangeClosed(1, 17).boxed().toList();
        assertThatThrownBy(() -> BatchSizes.checked(new ArrayList<@Nullable Integer>(many), OptionalInt.empty()))
                .isInstanceOf(Fault.TooLarge.class)
                .hasMessageContaining("batchSizes has 17 sizes; at most 16");
    }

    private static void assertRefused(List<Integer> sizes, OptionalInt texts, String... said) {
        assertThatThrownBy(() -> BatchSizes.checked(new ArrayList<>(sizes), texts))
                .as(Arrays.toString(said))
                .isInstanceOfSatisfying(
                        Fault.InvalidRequest.class,
                        fault -> assertThat(fault.field()).contains("batchSizes"))
                .hasMessageContainingAll(said);
    }
}
