package dev.sextant.scale;

import dev.sextant.bench.HttpLoad;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A recording as a picture: pods above, requests in the middle, times of answers below.
final class Picture {
    private static final List<Double> TIMES = List.of(0.01, 0.1, 1.0, 10.0, 100.0);

    private final Recording recording;
    private final int seconds;

    private Picture(Recording recording) {
        this.recording = recording;
        seconds = recording.seconds().size();
    }

    static String of(Recording recording) {
        Picture picture = new Picture(recording);
        return Chart.svg(
                "Processes of embed, by Knative's rule, under a bursty load on one machine; dotted: one is started",
                List.of(picture.pods(), picture.requests(), picture.times()),
                picture.seconds,
                recording.starts().stream().map(Recording.Start::second).toList());
    }

    private Chart.Panel pods() {
        return new Chart.Panel(
                "Pods",
                Axis.linear(recording.most(Recording.Second::desired), ""),
                List.of(
                        Chart.Line.stepped("ready", Chart.Look.AREA, later(recording.each(Recording.Second::ready))),
                        Chart.Line.stepped(
                                "desired", Chart.Look.DASHED, later(recording.each(Recording.Second::desired)))));
    }

    private Chart.Panel requests() {
        List<Double> concurrency = recording.each(Recording.Second::concurrency);
        List<Double> rate = each(recording::arrivals);
        return new Chart.Panel(
                "Requests",
                Axis.linear(Math.max(Collections.max(concurrency), Collections.max(rate)), ""),
                List.of(
                        Chart.Line.of("come in, a second", Chart.Look.PALE, rate),
                        Chart.Line.of("wait or are answered", Chart.Look.FIRST, concurrency)));
    }

    private Chart.Panel times() {
        List<Double> slowest = each(second -> time(second, 1));
        double most = slowest.stream().filter(time -> !time.isNaN()).reduce(0.0, Math::max);
        int ticks = (int) TIMES.stream().takeWhile(tick -> tick < most).count() + 1;
        return new Chart.Panel(
                "Time of an answer",
                Axis.logarithmic(TIMES.subList(0, Math.clamp(ticks, 2, TIMES.size())), "s"),
                List.of(
                        Chart.Line.of("slowest of a second", Chart.Look.PALE, slowest),
                        Chart.Line.of("median of a second", Chart.Look.FIRST, each(second -> time(second, 0.5)))));
    }

    /// What there is at the end of a second is what the next one begins with.
    private static List<Double> later(List<Double> values) {
        return Stream.concat(Stream.of(0.0), values.stream())
                .limit(values.size())
                .toList();
    }

    /// @return seconds, NaN where none came in that second
    private double time(int second, double share) {
        double[] millis = recording.millisOf(second);
        return millis.length == 0 ? Double.NaN : HttpLoad.quantile(millis, share) / 1e3;
    }

    private List<Double> each(IntToDoubleFunction figure) {
        return IntStream.range(0, seconds).mapToDouble(figure).boxed().toList();
    }
}
