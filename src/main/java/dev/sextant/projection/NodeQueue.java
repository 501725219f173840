package dev.sextant.projection;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Nodes that wait for a look, each at most once; first in, first out. At first all of them, in a shuffled order, so
/// that the order of rows, which often follows their meaning, has no say.
final class NodeQueue {
    private final int[] waiting;
    private final boolean[] isWaiting;
    private int first;
    private int size;

    NodeQueue(int nodes, long seed) {
        this.waiting = shuffled(nodes, seed);
        this.isWaiting = new boolean[nodes];
        Arrays.fill(isWaiting, true);
        this.size = nodes;
    }

    static int[] shuffled(int nodes, long seed) {
        int[] order = new int[nodes];
        var random = new SplittableRandom(seed);
        for (int node = 0; node < nodes; node++) {
            int place = random.nextInt(node + 1);
            order[node] = order[place];
            order[place] = node;
        }
        return order;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int take() {
        int node = waiting[first];
        first = first + 1 == waiting.length ? 0 : first + 1;
        size--;
        isWaiting[node] = false;
        return node;
    }

    void add(int node) {
        if (!isWaiting[node]) {
            isWaiting[node] = true;
            waiting[(int) (((long) first + size) % waiting.length)] = node;
            size++;
        }
    }
}
