package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// What happens to the points of a map when an edge is drawn. In two and in three dimensions the same; apart,
/// because a loop over two or three axes takes longer than the arithmetic in it.
sealed interface Step permits PlaneStep, SpaceStep {
    /// Rows that push at each draw.
    int PUSHES = 5;

    /// A point goes no farther than this on an axis at once, before the rate that falls with the epochs.
    float LONGEST = 4;

    /// @param points `[rows × 2 or 3]`, which are moved
    /// @param places where points are seen when they push, the same shape; `points` itself to see them as they are
    ///     at that moment
    static Step of(Matrix points, Matrix places, Forces forces) {
        return points.columns() == 2 ? new PlaneStep(points, places, forces) : new SpaceStep(points, places, forces);
    }

    /// From now on, points push from where they are now.
    void remember();

    /// Two rows pull each other, and rows drawn at random push the first away.
    ///
    /// @param rate 0..1, of a full step
    /// @param chance a state of [Draws]
    /// @return the state after the last draw
    long take(int row, int neighbor, float rate, long chance);

    /// A step along an axis, cut to what is allowed.
    static float cut(float step) {
        return step > LONGEST ? LONGEST : step < -LONGEST ? -LONGEST : step;
    }
}
