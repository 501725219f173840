package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// Points of a space.
final class SpaceStep implements Step {
    private final float[] points;
    private final float[] places;
    private final int rows;
    private final Forces forces;

    SpaceStep(Matrix points, Matrix places, Forces forces) {
        this.points = points.values();
        this.places = places.values();
        this.rows = points.rows();
        this.forces = forces;
    }

    @Override
    public void remember() {
        System.arraycopy(points, 0, places, 0, points.length);
    }

    @Override
    public long take(int row, int neighbor, float rate, long chance) {
        int at = 3 * row;
        int to = 3 * neighbor;
        float x = points[to] - points[at];
        float y = points[to + 1] - points[at + 1];
        float z = points[to + 2] - points[at + 2];
        float pull = forces.pull(x * x + y * y + z * z);
        float moveX = rate * Step.cut(pull * x);
        float moveY = rate * Step.cut(pull * y);
        float moveZ = rate * Step.cut(pull * z);
        points[to] -= moveX;
        points[to + 1] -= moveY;
        points[to + 2] -= moveZ;
        points[at] += moveX;
        points[at + 1] += moveY;
        points[at + 2] += moveZ;
        return push(at, rate, chance);
    }

    /// All pushes of a draw start from the same place, so that the processor need not wait for one to begin the
    /// next.
    private long push(int at, float rate, long chance) {
        float fromX = points[at];
        float fromY = points[at + 1];
        float fromZ = points[at + 2];
        float sumX = 0;
        float sumY = 0;
        float sumZ = 0;
        long state = chance;
        for (int i = 0; i < PUSHES; i++) {
            state = Draws.next(state);
            int other = 3 * Draws.below(rows, state);
            if (other != at) {
                float x = fromX - places[other];
                float y = fromY - places[other + 1];
                float z = fromZ - places[other + 2];
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
