package dev.sextant.projection;

import java.util.Arrays;

/// An undirected graph in compressed rows: every edge stands at both of its ends; a loop stands apart, since merging
/// nodes turns the edges between them into one.
final class WeightedGraph {
    private final int[] starts;
    private final int[] targets;
    private final float[] weights;
    private final double[] loops;
    private final double[] degrees;
    private final double total;

    /// @param starts `[nodes + 1]`, where each node's edges begin
    /// @param targets other end of each edge
    /// @param weights of each edge, above 0
    /// @param loops weight within each node, both directions, `[nodes]`
    WeightedGraph(int[] starts, int[] targets, float[] weights, double[] loops) {
        this.starts = starts;
        this.targets = targets;
        this.weights = weights;
        this.loops = loops;
        this.degrees = loops.clone();
        for (int node = 0; node < loops.length; node++) {
            for (int edge = starts[node]; edge < starts[node + 1]; edge++) {
                degrees[node] += weights[edge];
            }
        }
        this.total = Arrays.stream(degrees).sum();
    }

    int nodes() {
        return loops.length;
    }

    int firstEdge(int node) {
        return starts[node];
    }

    int lastEdge(int node) {
        return starts[node + 1];
    }

    int target(int edge) {
        return targets[edge];
    }

    float weight(int edge) {
        return weights[edge];
    }

    /// Weight of a node's edges, loops included.
    double degree(int node) {
        return degrees[node];
    }

    /// Sum of all degrees.
    double total() {
        return total;
    }

    /// The graph of groups of nodes; edges between groups are added up.
    ///
    /// @param groups of each node, `0..count - 1`, none empty
    WeightedGraph merged(int[] groups, int count) {
        int[] order = Groups.order(groups, count);
        int[] groupStarts = Groups.starts(groups, count);
        var row = new SparseSums(count);
        int[] newStarts = new int[count + 1];
        double[] newLoops = new double[count];
        int[] newTargets = new int[targets.length];
        float[] newWeights = new float[targets.length];
        int edges = 0;
        for (int group = 0; group < count; group++) {
            for (int i = groupStarts[group]; i < groupStarts[group + 1]; i++) {
                newLoops[group] += loops[order[i]];
                addEdges(order[i], groups, row);
            }
            newLoops[group] += row.of(group);
            for (int i = 0; i < row.size(); i++) {
                int other = row.key(i);
                if (other != group) {
                    newTargets[edges] = other;
                    newWeights[edges++] = (float) row.of(other);
                }
            }
            row.clear();
            newStarts[group + 1] = edges;
        }
        return new WeightedGraph(
                newStarts, Arrays.copyOf(newTargets, edges), Arrays.copyOf(newWeights, edges), newLoops);
    }

    /// The same graph without its last node.
    WeightedGraph withoutLast() {
        int last = nodes() - 1;
        int[] newStarts = new int[last + 1];
        int[] newTargets = new int[targets.length];
        float[] newWeights = new float[targets.length];
        int edges = 0;
        for (int node = 0; node < last; node++) {
            for (int edge = starts[node]; edge < starts[node + 1]; edge++) {
                if (targets[edge] != last) {
                    newTargets[edges] = targets[edge];
                    newWeights[edges++] = weights[edge];
                }
            }
            newStarts[node + 1] = edges;
        }
        return new WeightedGraph(newStarts, newTargets, newWeights, Arrays.copyOf(loops, last));
    }

    /// The same graph with more edges, from each node to its nearest.
    WeightedGraph with(Neighbors nearest, float weight) {
        int count = nearest.count();
        int[] newStarts = new int[starts.length];
        for (int node = 0; node < nodes(); node++) {
            newStarts[node + 1] += starts[node + 1] - starts[node] + count;
            for (int rank = 0; rank < count; rank++) {
                newStarts[nearest.index(node, rank) + 1]++;
            }
        }
        Arrays.parallelPrefix(newStarts, Integer::sum);
        int[] next = newStarts.clone();
        int[] newTargets = new int[targets.length + 2 * nodes() * count];
        float[] newWeights = new float[newTargets.length];
        for (int node = 0; node < nodes(); node++) {
            for (int edge = starts[node]; edge < starts[node + 1]; edge++) {
                newTargets[next[node]] = targets[edge];
                newWeights[next[node]++] = weights[edge];
            }
            for (int rank = 0; rank < count; rank++) {
                int other = nearest.index(node, rank);
                newTargets[next[node]] = other;
                newWeights[next[node]++] = weight;
                newTargets[next[other]] = node;
                newWeights[next[other]++] = weight;
            }
        }
        return new WeightedGraph(newStarts, newTargets, newWeights, loops);
    }

    /// Adds the weights of a node's edges to the groups that they lead to.
    void addEdges(int node, int[] groups, SparseSums sums) {
        for (int edge = starts[node]; edge < starts[node + 1]; edge++) {
            sums.add(groups[targets[edge]], weights[edge]);
        }
    }
}
