package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Random;

/// The layout as the paper has it, one edge after another on one thread, with powers from [Math#pow]: slow, plain, and
/// what [Layout] is measured against.
final class SerialLayout {
    private static final int DRAWS = 5;
    private static final double MOST = 4;

    private final FuzzyGraph graph;
    private final Curve curve;
    private final int components;
    private final float[] points;
    private final Random random;

    private SerialLayout(FuzzyGraph graph, Matrix points, Curve curve, long seed) {
        this.graph = graph;
        this.curve = curve;
        this.components = points.columns();
        this.points = points.values();
        this.random = new Random(seed);
    }

    /// Moves points in place.
    static void run(FuzzyGraph graph, Matrix points, Curve curve, int epochs, long seed) {
        new SerialLayout(graph, points, curve, seed).run(epochs);
    }

    private void run(int epochs) {
        float heaviest = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            heaviest = Math.max(heaviest, graph.weight(edge));
        }
        for (int epoch = 1; epoch < epochs; epoch++) {
            double alpha = 1 - (epoch - 1.0) / epochs;
            for (int row = 0; row < graph.rows(); row++) {
                for (int edge = graph.start(row); edge < graph.start(row + 1); edge++) {
                    double share = graph.weight(edge) / (double) heaviest;
                    boolean fires = share * epochs >= 1 && Math.floor(epoch * share) > Math.floor((epoch - 1) * share);
                    if (fires) {
                        fire(row, graph.column(edge), alpha);
                    }
                }
            }
        }
    }

    private void fire(int row, int other, double alpha) {
        double squared = squaredDistance(row, other);
        if (squared > 0) {
            double pull = 2
                    * curve.a()
                    * curve.b()
                    * Math.pow(squared, curve.b() - 1)
                    / (1 + curve.a() * Math.pow(squared, curve.b()));
            for (int axis = 0; axis < components; axis++) {
                double move = clipped(pull * (at(other, axis) - at(row, axis))) * alpha;
                points[row * components + axis] += (float) move;
                points[other * components + axis] -= (float) move;
            }
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            push(row, random.nextInt(graph.rows()), alpha);
        }
    }

    private void push(int row, int other, double alpha) {
        double squared = squaredDistance(row, other);
        if (squared > 0) {
            double push = 2 * curve.b() / ((0.001 + squared) * (1 + curve.a() * Math.pow(squared, curve.b())));
            for (int axis = 0; axis < components; axis++) {
                points[row * components + axis] += (float) (clipped(push * (at(row, axis) - at(other, axis))) * alpha);
            }
        }
    }

    private double squaredDistance(int a, int b) {
        double sum = 0;
        for (int axis = 0; axis < components; axis++) {
            double difference = at(a, axis) - (double) at(b, axis);
            sum += difference * difference;
        }
        return sum;
    }

    private float at(int row, int axis) {
        return points[row * components + axis];
    }

    private static double clipped(double step) {
        return Math.clamp(step, -MOST, MOST);
    }
}
