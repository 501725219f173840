package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// What happens to the points of a map when an edge is drawn. In two and in three dimensions the same; apart,
/// because a loop over two or three axes takes longer than the arithmetic in it.
sealed interface Step permits PlaneStep, SpaceStep {
    /// Rows that push at each draw. The reference has 5 for its approximate neighbors; maps of exact ones need more
    /// to be as trustworthy.
    int PUSHES = 10;

    /// A point goes no farther than this on an axis at once, before the rate that falls with the epochs.
    float LONGEST = 4;

    /// @param points `[rows × 2 or 3]`, which are moved
    static Step of(Matrix points, Forces forces) {
        return points.columns() == 2 ? new PlaneStep(points, forces) : new SpaceStep(points, forces);
    }

    /// Two rows pull each other, and rows drawn at random push the first away.
    ///
    /// @param from the first of the rows that may push
    /// @param to behind the last of them
    /// @param rate 0..1, of a full step
    /// @param chance a state of [Draws]
    /// @return the state after the last draw
    long take(int row, int neighbor, int from, int to, float rate, long chance);

    /// A step along an axis, cut to what is allowed.
    static float cut(float step) {
        return step > LONGEST ? LONGEST : step < -LONGEST ? -LONGEST : step;
    }
}
