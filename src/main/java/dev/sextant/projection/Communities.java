package dev.sextant.projection;

import java.util.stream.IntStream;

/// Groups of nodes with more weight inside than chance would give them: modularity with a resolution, raised by the
/// Leiden method.
///
/// Nodes move to the group that they gain most by, until none gains (1); each group is then split into parts that hang
/// together, which become the nodes of a smaller graph (2); and so on until nothing changes. Departs from the paper in
/// that (2) takes the best part instead of a random one, which makes it the same every time. On one thread; about ten
/// looks at every edge.
///
/// @see <a href="https://www.nature.com/articles/s41598-019-41695-z">
///     Traag, Waltman and van Eck, From Louvain to Leiden, algorithm A.2</a>
final class Communities {
    /// Levels after which next to nothing changes.
    private static final int MOST_LEVELS = 30;

    /// Below this share of all weight a gain is a rounding error.
    private static final double LEAST_GAIN = 1e-12;

    private final WeightedGraph graph;
    private final double resolution;
    private final long seed;
    private final Progress progress;
    private final int[] groups;
    private final double[] degrees;
    private final SparseSums sums;

    private Communities(WeightedGraph graph, int[] groups, double resolution, long seed, Progress progress) {
        this.graph = graph;
        this.resolution = resolution;
        this.seed = seed;
        this.progress = progress;
        this.groups = groups;
        this.degrees = new double[graph.nodes()];
        this.sums = new SparseSums(graph.nodes());
        for (int node = 0; node < groups.length; node++) {
            degrees[groups[node]] += graph.degree(node);
        }
    }

    /// @param resolution the higher, the more groups; 1 is modularity
    /// @return the group of each node, numbered from 0 in the order in which they first occur
    static int[] find(WeightedGraph graph, double resolution, long seed, Progress progress) {
        int[] nodes = singletons(graph.nodes());
        int[] groups = singletons(graph.nodes());
        WeightedGraph level = graph;
        for (int i = 0; i < MOST_LEVELS; i++) {
            var moved = new Communities(level, groups, resolution, seed, progress);
            moved.moveNodes();
            int[] parts = moved.parts();
            int count = Groups.compact(parts, level.nodes());
            if (count == level.nodes()) {
                break;
            }
            groups = groupsOfParts(groups, parts, count);
            level = level.merged(parts, count);
            for (int node = 0; node < nodes.length; node++) {
                nodes[node] = parts[nodes[node]];
            }
        }
        int[] found = new int[nodes.length];
        for (int node = 0; node < nodes.length; node++) {
            found[node] = groups[nodes[node]];
        }
        Groups.compact(found, level.nodes());
        return found;
    }

    private static int[] singletons(int nodes) {
        return IntStream.range(0, nodes).toArray();
    }

    private static int[] groupsOfParts(int[] groups, int[] parts, int count) {
        int[] ofParts = new int[count];
        for (int node = 0; node < parts.length; node++) {
            ofParts[parts[node]] = groups[node];
        }
        Groups.compact(ofParts, groups.length);
        return ofParts;
    }

    private void moveNodes() {
        var queue = new NodeQueue(graph.nodes(), seed);
        long looks = 0;
        while (!queue.isEmpty()) {
            if (++looks % 65_536 == 0) {
                progress.step(0);
            }
            int node = queue.take();
            int from = groups[node];
            graph.addEdges(node, groups, sums);
            degrees[from] -= graph.degree(node);
            int to = best(node, from);
            degrees[to] += graph.degree(node);
            sums.clear();
            if (to != from) {
                groups[node] = to;
                for (int edge = graph.firstEdge(node); edge < graph.lastEdge(node); edge++) {
                    if (groups[graph.target(edge)] != to) {
                        queue.add(graph.target(edge));
                    }
                }
            }
        }
    }

    /// The group that a node gains most by, of those that its edges lead to; where it is, if none is better.
    private int best(int node, int from) {
        int best = from;
        double bestGain = gain(node, from, sums) + LEAST_GAIN * graph.total();
        for (int i = 0; i < sums.size(); i++) {
            double gain = gain(node, sums.key(i), sums);
            if (gain > bestGain) {
                best = sums.key(i);
                bestGain = gain;
            }
        }
        return best;
    }

    private double gain(int node, int group, SparseSums weights) {
        return weights.of(group) - resolution * graph.degree(node) * degrees[group] / graph.total();
    }

    /// Splits each group: its nodes, alone at first, join the part of the group that they gain most by.
    private int[] parts() {
        int nodes = graph.nodes();
        int[] parts = singletons(nodes);
        double[] partDegrees = new double[nodes];
        double[] partCuts = new double[nodes];
        boolean[] isJoined = new boolean[nodes];
        double[] inside = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            partDegrees[node] = graph.degree(node);
            for (int edge = graph.firstEdge(node); edge < graph.lastEdge(node); edge++) {
                if (groups[graph.target(edge)] == groups[node]) {
                    inside[node] += graph.weight(edge);
                }
            }
            partCuts[node] = inside[node];
        }
        for (int node = 0; node < nodes; node++) {
            if (isJoined[node] || !hangsTogether(inside[node], graph.degree(node), groups[node])) {
                continue;
            }
            for (int edge = graph.firstEdge(node); edge < graph.lastEdge(node); edge++) {
                int other = graph.target(edge);
                if (groups[other] == groups[node] && parts[other] != node) {
                    sums.add(parts[other], graph.weight(edge));
                }
            }
            int best = node;
            double bestGain = 0;
            for (int i = 0; i < sums.size(); i++) {
                int part = sums.key(i);
                double gain = sums.of(part) - resolution * graph.degree(node) * partDegrees[part] / graph.total();
                if (gain > bestGain && hangsTogether(partCuts[part], partDegrees[part], groups[node])) {
                    best = part;
                    bestGain = gain;
                }
            }
            if (best != node) {
                parts[node] = best;
                isJoined[best] = true;
                partDegrees[best] += graph.degree(node);
                partCuts[best] += inside[node] - 2 * sums.of(best);
            }
            sums.clear();
        }
        return parts;
    }

    /// Whether a part of a group has at least the weight to the rest of the group that chance would give it.
    private boolean hangsTogether(double weightToRest, double degree, int group) {
        return weightToRest >= resolution * degree * (degrees[group] - degree) / graph.total();
    }
}
