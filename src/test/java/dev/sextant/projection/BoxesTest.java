package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxesTest {
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "2, 3", "7, 2", "100, 2", "100, 3"})
    void shareOutTheWholeMapWithoutOverlap(int count, int components) {
        Random random = new Random(count);
        List<int[]> groups = IntStream.range(0, count)
                .mapToObj(i -> new int[1 + random.nextInt(50)])
                .toList();
        int rows = groups.stream().mapToInt(group -> group.length).sum();
        Matrix centers = Matrix.zeros(count, components);
        for (int i = 0; i < centers.values().length; i++) {
            centers.values()[i] = (float) random.nextGaussian();
        }
        Boxes boxes = Boxes.of(groups, centers, 10);
        for (int group = 0; group < count; group++) {
            double volume = 1;
            for (int axis = 0; axis < components; axis++) {
                volume *= boxes.upper(group, axis) - boxes.lower(group, axis);
            }
            double share = groups.get(group).length / (double) rows;
            assertThat(volume / Math.pow(10, components)).isCloseTo(share, within(1e-3));
            for (int other = 0; other < group; other++) {
                assertThat(isApart(boxes, group, other, components)).isTrue();
            }
        }
    }

    private static boolean isApart(Boxes boxes, int a, int b, int components) {
        return IntStream.range(0, components)
                .anyMatch(axis ->
                        boxes.upper(a, axis) <= boxes.lower(b, axis) || boxes.upper(b, axis) <= boxes.lower(a, axis));
    }
}
