package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FuzzyGraphTest {
    private static final int ROWS = 300;
    private static final int USED = 14;

    private final Neighbors neighbors = neighbors();

    @Test
    void membershipsAddUpToTheLogarithmOfTheNeighborhood() {
        float[] strengths = Memberships.within(neighbors, USED);
        for (int row = 0; row < ROWS; row++) {
            double sum = 0;
            for (int rank = 0; rank < USED; rank++) {
                sum += strengths[row * USED + rank];
            }
            assertThat(sum).isCloseTo(Math.log(USED + 1) / Math.log(2), within(1e-4));
            assertThat(strengths[row * USED]).isEqualTo(1);
        }
    }

    @Test
    void copiesAreWhollyMembersAndTheNearestOtherIsToo() {
        Neighbors one = Neighbors.of(1, 4, new int[] {1, 2, 3, 4}, new float[] {0, 0, 0.5f, 0.9f});
        float[] strengths = Memberships.within(one, 4);
        assertThat(strengths[0]).isEqualTo(1);
        assertThat(strengths[1]).isEqualTo(1);
        assertThat(strengths[2]).isEqualTo(1);
        assertThat(strengths[3]).isBetween(0f, 0.01f);
    }

    @Test
    void extremeDistancesGiveFiniteMemberships() {
        float most = Float.MAX_VALUE;
        Neighbors some = Neighbors.of(
                2, 3, new int[] {1, 2, 3, 0, 2, 3}, new float[] {0, 0, 0, most, most, Float.POSITIVE_INFINITY});
        for (float strength : Memberships.within(some, 3)) {
            assertThat(strength).isBetween(0f, 1f);
        }
    }

    @Test
    void isTheFuzzyUnionOfAllNeighborhoods() {
        float[] strengths = Memberships.within(neighbors, USED);
        double[][] directed = new double[ROWS][ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int rank = 0; rank < USED; rank++) {
                directed[row][neighbors.index(row, rank)] = strengths[row * USED + rank];
            }
        }
        FuzzyGraph graph = FuzzyGraph.of(neighbors, USED);
        int edges = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int edge = graph.start(row); edge < graph.start(row + 1); edge++) {
                double p = directed[row][graph.column(edge)];
                double q = directed[graph.column(edge)][row];
                assertThat((double) graph.weight(edge)).isCloseTo(p + q - p * q, within(1e-6));
                assertThat(edge == graph.start(row) || graph.column(edge - 1) < graph.column(edge))
                        .isTrue();
            }
            for (int column = 0; column < ROWS; column++) {
                edges += directed[row][column] > 0 || directed[column][row] > 0 ? 1 : 0;
            }
        }
        assertThat(graph.edges()).isEqualTo(edges);
    }

    @Test
    void partsOfTheGraphKeepTheirEdges() {
        FuzzyGraph graph = FuzzyGraph.of(neighbors, USED);
        FuzzyGraph part = graph.among(new int[] {5, 3, neighbors.index(5, 0)});
        assertThat(part.rows()).isEqualTo(3);
        float weight = 0;
        for (int edge = part.start(0); edge < part.start(1); edge++) {
            weight = part.column(edge) == 2 ? part.weight(edge) : weight;
        }
        assertThat(weight).isPositive();
    }

    private static Neighbors neighbors() {
        Random random = new Random(1);
        Matrix vectors = Matrix.zeros(ROWS, 8);
        for (int i = 0; i < vectors.values().length; i++) {
            vectors.values()[i] = (float) random.nextGaussian();
        }
        return NeighborSearch.find(vectors, Distance.EUCLIDEAN, USED, 42, Progress.NONE);
    }
}
