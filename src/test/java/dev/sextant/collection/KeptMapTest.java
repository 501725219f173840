package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.projection.Theme;
import dev.sextant.vectors.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptMapTest {
    private static BitSet live(int... rows) {
        BitSet live = new BitSet();
        Arrays.stream(rows).forEach(live::set);
        return live;
    }

    private static void assertIsByHand(KeptMap map, int... rows) {
        assertThat(IntStream.range(0, map.size()).map(map::row))
                .containsExactlyInAnyOrder(Arrays.stream(rows).boxed().toArray(Integer[]::new));
        for (int i = 0; i < map.size(); i++) {
            assertThat(map.points().row(i)[0]).isEqualTo(map.row(i));
            assertThat(map.theme(i)).isEqualTo(map.row(i) % 3 == 2 ? -1 : map.row(i) % 3);
        }
    }

    @Test
    void theFirstRowsAreAFairSampleAlsoAfterMoreWerePlaced() {
        KeptMap map = Maps.of("f", 4, IntStream.range(0, 6_000).toArray());
        Matrix at = Matrix.zeros(3_000, 2);
        int[] more = IntStream.range(6_000, 9_000).toArray();
        for (int i = 0; i < more.length; i++) {
            at.setRow(i, new float[] {more[i], 0.5f});
        }
        int[] themes =
                Arrays.stream(more).map(row -> row % 3 == 2 ? -1 : row % 3).toArray();
        KeptMap grown =
                map.with(more, at, themes, live(IntStream.range(0, 9_000).toArray()));
        assertIsByHand(grown, IntStream.range(0, 9_000).toArray());
        // A ninth of the first ninth of the rows is in each ninth of the numbers, give or take.
        int[] seen = new int[9];
        Set<Integer> first = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen[grown.row(i) / 1_000]++;
            first.add(grown.row(i));
        }
        assertThat(first).hasSize(1_000);
        assertThat(IntStream.of(seen)).allMatch(count -> count > 75 && count < 150);
        // Those that were there keep their order.
        assertThat(IntStream.range(0, 9_000)
                        .map(grown::row)
                        .filter(row -> row < 6_000)
                        .toArray())
                .isEqualTo(IntStream.range(0, 6_000).map(map::row).toArray());
    }

    @Test
    void rowsThatBecameEmptyAreLeftOutWhenMoreArePlaced() {
        KeptMap map = Maps.of("f", 4, new int[] {0, 1, 2, 3}, 3);
        KeptMap grown =
                map.with(new int[] {5}, Matrix.of(1, 2, new float[] {5, 0.5f}), new int[] {-1}, live(0, 2, 3, 5));
        assertIsByHand(grown, 0, 2, 3, 5);
        assertThat(grown.placed()).isEqualTo(live(3, 5));
        assertThat(grown.rows()).isEqualTo(live(0, 2, 3, 5));
        assertThat(grown.count(live(0, 3, 77))).isEqualTo(2);
    }

    @Test
    void sizesOfThemesAreCountedAnew() {
        KeptMap map = Maps.of("f", 4, new int[] {0, 1, 2, 3, 4, 6});
        assertThat(map.report(live(0, 1, 2, 3, 4, 6)).themes())
                .extracting(Theme::size)
                .containsExactly(3, 2, 5);
        assertThat(map.report(live(1, 3, 6)).themes()).extracting(Theme::size).containsExactly(2, 1, 3);
        assertThat(map.report(live(1, 3, 6)).themes())
                .extracting(Theme::representatives)
                .containsExactly(List.of(3), List.of(1), List.of(1));
    }

    @Test
    void rowsGetOtherNumbers() {
        KeptMap map = Maps.of("f", 4, new int[] {3, 5, 6, 9, 12}, 9).renumbered(row -> row == 5 ? -1 : row - 3);
        assertThat(map.rows()).isEqualTo(live(0, 3, 6, 9));
        assertThat(map.placed()).isEqualTo(live(6));
        int[] positions = map.positions();
        assertThat(positions[1]).isEqualTo(-1);
        assertThat(map.points().row(positions[9])[0]).isEqualTo(12);
        assertThat(map.origin().report().themes().getFirst().representatives()).containsExactly(0);
    }

    @Test
    void bytesBringBackTheSameMap() throws IOException {
        Matrix mean = Maps.random(1, 4, 1);
        Matrix directions = Maps.random(2, 4, 2);
        KeptMap plain = Maps.of("f", 4, new int[] {0, 1, 2, 30, 4}, 4, 1);
        KeptMap linear = KeptMap.of(
                plain.origin(),
                new int[] {8},
                Matrix.of(1, 2, new float[] {8, 0.5f}),
                new int[] {-1},
                new BitSet(),
                Matrix.zeros(0, 4),
                new MapAxes(mean, directions));
        for (KeptMap map : List.of(plain, linear)) {
            KeptMap again = MapBytes.read(MapBytes.write(map));
            assertThat(again.origin()).isEqualTo(map.origin());
            assertThat(IntStream.range(0, map.size()).map(again::row).toArray())
                    .isEqualTo(IntStream.range(0, map.size()).map(map::row).toArray());
            assertThat(again.points().values()).isEqualTo(map.points().values());
            assertThat(again.placed()).isEqualTo(map.placed());
            assertThat(again.centers().rows()).isEqualTo(map.centers().rows());
            assertThat(again.centers().values()).isEqualTo(map.centers().values());
            assertThat(again.axes().isPresent()).isEqualTo(map.axes().isPresent());
        }
        MapAxes axes = MapBytes.read(MapBytes.write(linear)).axes().orElseThrow();
        assertThat(axes.mean().values()).isEqualTo(mean.values());
        assertThat(axes.directions().values()).isEqualTo(directions.values());
    }

    @Test
    void aFlippedBitAnywhereIsNoticed() {
        byte[] bytes = MapBytes.write(Maps.of("f", 4, new int[] {0, 1, 2}, 1));
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 4;
            assertThatThrownBy(() -> MapBytes.read(flipped)).isInstanceOf(IOException.class);
        }
        for (int length : new int[] {0, 7, 12, 19, bytes.length - 1}) {
            assertThatThrownBy(() -> MapBytes.read(Arrays.copyOf(bytes, length)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aMapWhoseThemesAreNotThereIsRefused() {
        KeptMap good = Maps.of("f", 4, new int[] {0, 1, 2});
        KeptMap wrong = KeptMap.of(
                good.origin(), new int[] {0}, Matrix.zeros(1, 2), new int[] {9}, new BitSet(), good.centers(), null);
        assertThatThrownBy(() -> MapBytes.read(MapBytes.write(wrong)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("themes");
        KeptMap far = Maps.of("f", 4, new int[] {0, 1 << 28});
        assertThatThrownBy(() -> MapBytes.read(MapBytes.write(far)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rows");
    }

    @Test
    void pointsAreColumnsOfTheRowsThatAreLeft() throws IOException {
        KeptMap map = Maps.of("f", 4, IntStream.range(0, 40_000).toArray());
        BitSet live =
                live(IntStream.range(0, 50_000).filter(row -> row % 2 == 0).toArray());
        MapPoints points = new MapPoints(map, live);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        points.write(out);
        assertThat((long) out.size()).isEqualTo(points.bytes()).isEqualTo(12 + 16 * 20_000);
        ByteBuffer read = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        read.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("SXT1");
        assertThat(read.getInt()).isEqualTo(20_000);
        assertThat(read.getInt()).isEqualTo(2);
        Set<Integer> rows = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            int row = read.getInt(12 + 4 * (3 * 20_000 + i));
            rows.add(row);
            assertThat(read.getFloat(12 + 4 * i)).isEqualTo(row);
            assertThat(read.getFloat(12 + 4 * (20_000 + i))).isEqualTo(0.5f);
            assertThat(read.getInt(12 + 4 * (2 * 20_000 + i))).isEqualTo(row % 3 == 2 ? -1 : row % 3);
        }
        assertThat(rows).hasSize(20_000).allMatch(live::get);
        live.clear(0);
        assertThat(new MapPoints(map, live).tag()).isNotEqualTo(points.tag());
    }

    @Test
    void axesOfALinearMapAreFoundAgain() {
        // Points by two directions at right angles, of vectors that spread unevenly along four.
        float[][] directions = {{0.6f, 0.8f, 0, 0}, {0, 0, 0.8f, -0.6f}};
        Matrix spread = Maps.random(500, 2, 3);
        Matrix vectors = Matrix.zeros(500, 4);
        Matrix points = Matrix.zeros(500, 2);
        for (int row = 0; row < 500; row++) {
            // In pairs that cancel out, so that the points' mean is zero.
            int sign = row % 2 == 0 ? 1 : -1;
            float x = 5 * sign * spread.values()[row / 2 * 2];
            float y = 2 * sign * spread.values()[row / 2 * 2 + 1];
            points.setRow(row, new float[] {x, y});
            for (int i = 0; i < 4; i++) {
                vectors.values()[row * 4 + i] = 7 + x * directions[0][i] + y * directions[1][i];
            }
        }
        // Principal components are uncorrelated, so take what is left of that out of the second.
        MapAxes axes = MapAxes.of(uncorrelated(vectors, points, directions), points);
        Matrix again = axes.place(vectors);
        for (int i = 0; i < again.values().length; i++) {
            assertThat(again.values()[i]).isCloseTo(points.values()[i], within(2e-3f));
        }
        assertThat(axes.mean().values()[0]).isCloseTo(7, within(1e-4f));
    }

    private static Matrix uncorrelated(Matrix vectors, Matrix points, float[][] directions) {
        double xy = 0;
        double xx = 0;
        for (int row = 0; row < points.rows(); row++) {
            xy += (double) points.values()[row * 2] * points.values()[row * 2 + 1];
            xx += (double) points.values()[row * 2] * points.values()[row * 2];
        }
        for (int row = 0; row < points.rows(); row++) {
            float off = (float) (xy / xx * points.values()[row * 2]);
            points.values()[row * 2 + 1] -= off;
            for (int i = 0; i < 4; i++) {
                vectors.values()[row * 4 + i] -= off * directions[1][i];
            }
        }
        return vectors;
    }

    @Test
    void aMapOfConstantRowsHasAxesOfNothing() {
        Matrix one = Matrix.of(1, 3, new float[] {1, 2, 3});
        MapAxes axes = MapAxes.of(one, Matrix.zeros(1, 2));
        assertThat(axes.place(Matrix.of(1, 3, new float[] {9, 9, 9})).values()).containsOnly(0);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheRemedy() {
        MapMemory.require("arxiv", 573_224, 384, 6L << 30);
        assertThatThrownBy(() -> MapMemory.require("arxiv", 573_224, 384, 1L << 30))
                .isInstanceOf(dev.sextant.Fault.TooLarge.class)
                .hasMessageContainingAll("arxiv", "573,224", "-Xmx4g", "1,024 MiB");
        assertThatThrownBy(() -> MapMemory.require("huge", 6_000_000, 384, 1L << 40))
                .isInstanceOf(dev.sextant.Fault.TooLarge.class)
                .hasMessageContaining("5,592,405 rows");
    }
}
