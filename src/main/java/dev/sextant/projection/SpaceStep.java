package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// Points of a space.
final class SpaceStep implements Step {
    private final float[] points;
    private final Forces forces;

    SpaceStep(Matrix points, Forces forces) {
        this.points = points.values();
        this.forces = forces;
    }

    @Override
    public long take(int row, int neighbor, int from, int to, float rate, long chance) {
        int at = 3 * row;
        int other = 3 * neighbor;
        float x = points[other] - points[at];
        float y = points[other + 1] - points[at + 1];
        float z = points[other + 2] - points[at + 2];
        float pull = forces.pull(x * x + y * y + z * z);
        float moveX = rate * Step.cut(pull * x);
        float moveY = rate * Step.cut(pull * y);
        float moveZ = rate * Step.cut(pull * z);
        points[other] -= moveX;
        points[other + 1] -= moveY;
        points[other + 2] -= moveZ;
        points[at] += moveX;
        points[at + 1] += moveY;
        points[at + 2] += moveZ;
        return push(at, from, to, rate, chance);
    }

    /// All pushes of a draw start from the same place, so that the processor need not wait for one to begin the
    /// next.
    private long push(int at, int from, int to, float rate, long chance) {
        float fromX = points[at];
        float fromY = points[at + 1];
        float fromZ = points[at + 2];
        float sumX = 0;
        float sumY = 0;
        float sumZ = 0;
        long state = chance;
        for (int i = 0; i < PUSHES; i++) {
            state = Draws.next(state);
            int other = 3 * (from + Draws.below(to - from, state));
            if (other != at) {
                float x = fromX - points[other];
                float y = fromY - points[other + 1];
                float z = fromZ - points[other + 2];
                float push = forces.push(x * x + y * y + z * z);
                sumX += Step.cut(push * x);
                sumY += Step.cut(push * y);
                sumZ += Step.cut(push * z);
            }
        }
        points[at] = fromX + rate * sumX;
        points[at + 1] = fromY + rate * sumY;
        points[at + 2] = fromZ + rate * sumZ;
        return state;
    }
}
