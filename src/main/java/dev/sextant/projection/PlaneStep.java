package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// Points of a plane.
final class PlaneStep implements Step {
    private final float[] points;
    private final Forces forces;

    PlaneStep(Matrix points, Forces forces) {
        this.points = points.values();
        this.forces = forces;
    }

    @Override
    public long take(int row, int neighbor, int from, int to, float rate, long chance) {
        int at = 2 * row;
        int other = 2 * neighbor;
        float x = points[other] - points[at];
        float y = points[other + 1] - points[at + 1];
        float pull = forces.pull(x * x + y * y);
        float moveX = rate * Step.cut(pull * x);
        float moveY = rate * Step.cut(pull * y);
        points[other] -= moveX;
        points[other + 1] -= moveY;
        points[at] += moveX;
        points[at + 1] += moveY;
        return push(at, from, to, rate, chance);
    }

    /// All pushes of a draw start from the same place, so that the processor need not wait for one to begin the
    /// next.
    private long push(int at, int from, int to, float rate, long chance) {
        float fromX = points[at];
        float fromY = points[at + 1];
        float sumX = 0;
        float sumY = 0;
        long state = chance;
        for (int i = 0; i < PUSHES; i++) {
            state = Draws.next(state);
            int other = 2 * (from + Draws.below(to - from, state));
            if (other != at) {
                float x = fromX - points[other];
                float y = fromY - points[other + 1];
                float push = forces.push(x * x + y * y);
                sumX += Step.cut(push * x);
                sumY += Step.cut(push * y);
            }
        }
        points[at] = fromX + rate * sumX;
        points[at + 1] = fromY + rate * sumY;
        return state;
    }
}
