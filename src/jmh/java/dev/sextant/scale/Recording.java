package dev.sextant.scale;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What happened during a load.
///
/// @param answers in any order
/// @param seconds one a second, from the first on
/// @param starts processes that became ready
record Recording(List<Answer> answers, List<Second> seconds, List<Start> starts) {

    /// What became of a request.
    ///
    /// @param arrival the second at which it was to come
    /// @param millis from then to the end of the answer
    /// @param wasHeld whether no pod was ready when it came
    /// @param isGood whether it was answered with 200
    record Answer(double arrival, double millis, boolean wasHeld, boolean isGood) {}

    /// The end of a second.
    ///
    /// @param desired pods that were to be there
    /// @param running processes
    /// @param ready pods that took requests
    /// @param concurrency requests that waited or were in a pod, mean of the second
    /// @param isPanicking whether the autoscaler did
    /// @param residentMib memory of the largest process
    record Second(int desired, int running, int ready, double concurrency, boolean isPanicking, double residentMib) {}

    /// A process from nothing to ready.
    ///
    /// @param second when it was started
    /// @param length seconds
    record Start(double second, double length) {}

    /// Milliseconds of those answers, ascending.
    double[] millis(Predicate<Answer> which) {
        return answers.stream()
                .filter(Answer::isGood)
                .filter(which)
                .mapToDouble(Answer::millis)
                .sorted()
                .toArray();
    }

    /// Milliseconds of those that came within a second, ascending.
    double[] millisOf(int second) {
        return millis(answer -> (int) answer.arrival() == second);
    }

    long arrivals(int second) {
        return answers.stream()
                .filter(answer -> (int) answer.arrival() == second)
                .count();
    }

    List<Double> each(ToDoubleFunction<Second> figure) {
        return seconds.stream().mapToDouble(figure).boxed().toList();
    }

    double mean(ToDoubleFunction<Second> figure) {
        return seconds.stream().mapToDouble(figure).average().orElse(0);
    }

    double most(ToDoubleFunction<Second> figure) {
        return seconds.stream().mapToDouble(figure).max().orElse(0);
    }
}
