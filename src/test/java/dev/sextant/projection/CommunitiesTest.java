package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommunitiesTest {

    @Test
    void cliquesThatAnEdgeJoinsAreGroups() {
        WeightedGraph graph = cliques(3, 5);
        int[] groups = Communities.find(graph, 1, 42, Progress.NONE);
        assertThat(groups).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
    }

    /// Known since 2007: at resolution 1, thirty cliques of five in a ring are best taken in pairs, which is a larger
    /// modularity (0.888) than one group each (0.876).
    @Test
    void aRingOfCliquesIsTakenInPairs() {
        WeightedGraph graph = cliques(30, 5);
        assertThat(count(Communities.find(graph, 1, 42, Progress.NONE))).isBetween(12, 18);
        assertThat(count(Communities.find(graph, 3, 42, Progress.NONE))).isEqualTo(30);
    }

    @Test
    void aLowResolutionMakesOneGroup() {
        assertThat(count(Communities.find(cliques(4, 5), 0.01, 42, Progress.NONE)))
                .isEqualTo(1);
    }

    @Test
    void nodesWithoutEdgesStayAlone() {
        var graph = new WeightedGraph(new int[4], new int[0], new float[0], new double[3]);
        assertThat(Communities.find(graph, 1, 42, Progress.NONE)).containsExactly(0, 1, 2);
    }

    @Test
    void theSeedDecidesAndNothingElse() {
        WeightedGraph graph = cliques(30, 4);
        assertThat(Communities.find(graph, 1, 7, Progress.NONE))
                .isEqualTo(Communities.find(graph, 1, 7, Progress.NONE));
    }

    @Test
    void mergingKeepsAllWeight() {
        WeightedGraph graph = cliques(3, 4);
        WeightedGraph merged = graph.merged(new int[] {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2}, 3);
        assertThat(merged.nodes()).isEqualTo(3);
        assertThat(merged.total()).isEqualTo(graph.total());
        assertThat(merged.degree(0)).isEqualTo(4 * 3 + 2);
        assertThat(merged.withoutLast().total()).isEqualTo(2 * 12 + 2);
    }

    /// Cliques in a ring; an edge of weight 1 joins each to the next.
    private static WeightedGraph cliques(int count, int size) {
        List<List<Integer>> edges = new ArrayList<>();
        for (int node = 0; node < count * size; node++) {
            edges.add(new ArrayList<>());
            for (int other = node / size * size; other < (node / size + 1) * size; other++) {
                if (other != node) {
                    edges.get(node).add(other);
                }
            }
        }
        for (int clique = 0; clique < count; clique++) {
            int from = clique * size;
            int to = ((clique + 1) % count) * size + 1;
            edges.get(from).add(to);
            edges.get(to).add(from);
        }
        int[] starts = new int[edges.size() + 1];
        for (int node = 0; node < edges.size(); node++) {
            starts[node + 1] = starts[node] + edges.get(node).size();
        }
        int[] targets =
                edges.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
        float[] weights = new float[targets.length];
        Arrays.fill(weights, 1);
        return new WeightedGraph(starts, targets, weights, new double[edges.size()]);
    }

    private static int count(int[] groups) {
        return (int) Arrays.stream(groups).distinct().count();
    }
}
