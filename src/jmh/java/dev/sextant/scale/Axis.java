package dev.sextant.scale;

import java.util.List;
import java.util.stream.DoubleStream;

/// How values become heights of a picture.
///
/// @param least value at the bottom
/// @param greatest value at the top
/// @param isLogarithmic whether tenfold values are equally far apart; then `least` is above 0
/// @param ticks values that are written beside it
/// @param unit what follows them
record Axis(double least, double greatest, boolean isLogarithmic, List<Double> ticks, String unit) {

    /// From 0 on, with as many steps as a reader takes in.
    static Axis linear(double greatest, String unit) {
        double step = step(Math.max(1, greatest));
        double top = Math.max(step, Math.ceil(greatest / step) * step);
        return new Axis(
                0,
                top,
                false,
                DoubleStream.iterate(0, tick -> tick <= top, tick -> tick + step)
                        .boxed()
                        .toList(),
                unit);
    }

    /// @param ticks the first is the least value, the last the greatest
    static Axis logarithmic(List<Double> ticks, String unit) {
        return new Axis(ticks.getFirst(), ticks.getLast(), true, ticks, unit);
    }

    /// @return 0 at the bottom to 1 at the top; values outside are at the edge
    double height(double value) {
        double inside = Math.clamp(value, least, greatest);
        return isLogarithmic
                ? Math.log(inside / least) / Math.log(greatest / least)
                : (inside - least) / (greatest - least);
    }

    String label(double tick) {
        String number = tick == Math.rint(tick) ? Long.toString((long) tick) : Double.toString(tick);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /// 1, 2 or 5 times a power of ten, so that there are four steps at most.
    private static double step(double greatest) {
        double power = Math.pow(10, Math.floor(Math.log10(greatest / 4)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power * 4 >= greatest) {
                return Math.max(1, factor * power);
            }
        }
        return Math.max(1, 10 * power);
    }
}
