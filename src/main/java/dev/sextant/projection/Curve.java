package dev.sextant.projection;

/// How alike two points of a map are at distance x: `1 / (1 + a x^(2b))`, close to 1 up to the least distance of
/// neighbors and falling off beyond it.
///
/// @see <a href="https://arxiv.org/abs/1802.03426">UMAP, section 4.3, the smooth approximation of the
///     membership</a>
record Curve(double a, double b) {
    private static final int SAMPLES = 300;
    private static final double FARTHEST = 3;
    private static final int ROUNDS = 200;

    /// Fits a and b by least squares (Levenberg-Marquardt) to the curve that is 1 up to `minDist` and falls off as
    /// `exp(minDist - x)` beyond, at 300 distances from 0 to 3.
    ///
    /// @param minDist 0..1
    static Curve fit(double minDist) {
        Curve best = new Curve(1, 1);
        double error = best.error(minDist);
        double damping = 1e-3;
        for (int round = 0; round < ROUNDS && damping < 1e12; round++) {
            Curve next = best.step(minDist, damping);
            double nextError = next.error(minDist);
            boolean isBetter = next.a > 0 && next.b > 0 && nextError < error;
            damping *= isBetter ? 0.1 : 10;
            best = isBetter ? next : best;
            error = isBetter ? nextError : error;
        }
        return best;
    }

    /// The curve at distance x, 0..1.
    double at(double x) {
        return 1 / (1 + a * Math.pow(x, 2 * b));
    }

    private double error(double minDist) {
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double miss = wanted(distance(i), minDist) - at(distance(i));
            sum += miss * miss;
        }
        return sum;
    }

    /// One damped step: solves `(JᵀJ + damping diag JᵀJ) (da, db) = Jᵀ miss`.
    private Curve step(double minDist, double damping) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double aMiss = 0;
        double bMiss = 0;
        for (int i = 1; i < SAMPLES; i++) {
            double x = distance(i);
            double y = at(x);
            double byA = -y * y * Math.pow(x, 2 * b);
            double byB = byA * a * 2 * Math.log(x);
            double miss = wanted(x, minDist) - y;
            aa += byA * byA;
            ab += byA * byB;
            bb += byB * byB;
            aMiss += byA * miss;
            bMiss += byB * miss;
        }
        aa *= 1 + damping;
        bb *= 1 + damping;
        double determinant = aa * bb - ab * ab;
        return new Curve(a + (bb * aMiss - ab * bMiss) / determinant, b + (aa * bMiss - ab * aMiss) / determinant);
    }

    private static double distance(int sample) {
        return FARTHEST * sample / (SAMPLES - 1);
    }

    private static double wanted(double x, double minDist) {
        return x < minDist ? 1 : Math.exp(minDist - x);
    }
}
