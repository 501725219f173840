package dev.sextant.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The parts of a graph that no edge joins.
final class Components {
    private Components() {}

    /// @return rows of each part, ascending; the largest part first, of equal ones the one with the lowest row
    static List<int[]> of(FuzzyGraph graph) {
        int[] order = new int[graph.rows()];
        boolean[] isSeen = new boolean[graph.rows()];
        List<int[]> components = new ArrayList<>();
        int end = 0;
        for (int row = 0; row < graph.rows(); row++) {
            if (!isSeen[row]) {
                int start = end;
                isSeen[row] = true;
                order[end++] = row;
                for (int at = start; at < end; at++) {
                    end = visit(graph, order[at], isSeen, order, end);
                }
                int[] rows = Arrays.copyOfRange(order, start, end);
                Arrays.sort(rows);
                components.add(rows);
            }
        }
        components.sort(Comparator.comparingInt(rows -> -rows.length));
        return components;
    }

    /// Puts a row's neighbors that are not seen yet behind the end of the order.
    private static int visit(FuzzyGraph graph, int row, boolean[] isSeen, int[] order, int end) {
        for (int edge = graph.start(row); edge < graph.start(row + 1); edge++) {
            int other = graph.column(edge);
            if (!isSeen[other] && graph.weight(edge) > 0) {
                isSeen[other] = true;
                order[end++] = other;
            }
        }
        return end;
    }
}
