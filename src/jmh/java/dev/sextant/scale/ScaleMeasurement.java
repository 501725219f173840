package dev.sextant.scale;

import dev.sextant.bench.Connection;
import dev.sextant.bench.Measurement;
import dev.sextant.bench.Setting;
import dev.sextant.bench.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How a service that scales with its requests answers a load with bursts and pauses: what a start costs, and who waits
/// for it.
public final class ScaleMeasurement implements Measurement {
    private static final String SERVICE = "embed";
    private static final int TEXTS = 16;
    private static final long SEED = 10;
    private static final String PICTURE = "scale.svg";
    /// From when a service without requests has no pod until the load goes on.
    private static final double SECONDS_AT_ZERO = 15;

    @Override
    public String title() {
        return "Scaling from zero and back";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        Revision deployed = Revision.read(setting.root().resolve("k8s/base"), SERVICE);
        Revision revision = deployed.atMost(cores + 1)
                .withRetention(setting.retentionSeconds().orElse(deployed.retentionSeconds()));
        double idleSeconds = LastPod.secondsToZero(revision.retentionSeconds()) + SECONDS_AT_ZERO;
        Load load = Load.read(setting.root().resolve("bench/bursts.csv"), idleSeconds, SEED);
        System.err.printf(
                Locale.ROOT, "%,d requests in %.0f s%n", load.arrivals().size(), load.seconds());
        Recording recording =
                Replay.run(setting, revision, load, requests(load.arrivals().size()));
        Path picture = Files.writeString(setting.pictures().resolve(PICTURE), Picture.of(recording));
        System.err.println("The picture is " + picture);
        return String.join("\n", intro(deployed, revision, load), Report.of(recording), """
                ![Pods, requests and times of answers over time](%s)
                """.formatted(PICTURE));
    }

    private static List<byte[]> requests(int count) {
        List<String> texts = Texts.shortOnes(count * TEXTS, SEED);
        return IntStream.range(0, count)
                .mapToObj(number -> Connection.embed(texts.subList(number * TEXTS, (number + 1) * TEXTS)))
                .toList();
    }

    private static String intro(Revision deployed, Revision revision, Load load) {
        return """
                `bench/bursts.csv`: %,d requests in %.0f s, each of %d new short texts, sent at its moment whether or not earlier ones
                were answered; an answer's time counts from that moment. Processes of `%s` start as the image starts them, with one
                core each, and end by SIGTERM when they have nothing left. How many there are Knative's rule decides every %d s, by the
                means of %d s and, for bursts, of %d s, with what `k8s/base` says: a pod takes in %d requests, %.0f %% of which are
                aimed for. The last pod goes %.0f s after the last request%s. There are %d pods at most (%d as deployed), since they share
                %d cores with the load; more pods than cores add no speed. Not in the figures: Knative's hops, and what Kubernetes takes
                to place a pod, fetch its image and probe it.
                """.formatted(
                        load.arrivals().size(),
                        load.seconds(),
                        TEXTS,
                        SERVICE,
                        Autoscaler.TICK,
                        Autoscaler.STABLE_WINDOW,
                        Autoscaler.PANIC_WINDOW,
                        revision.concurrency(),
                        revision.utilization() * 100,
                        LastPod.secondsToZero(revision.retentionSeconds()),
                        instead(deployed, revision),
                        revision.maxScale(),
                        deployed.maxScale(),
                        Runtime.getRuntime().availableProcessors());
    }

    private static String instead(Revision deployed, Revision revision) {
        return revision.retentionSeconds() == deployed.retentionSeconds()
                ? ""
                : " (%.0f as deployed)".formatted(LastPod.secondsToZero(deployed.retentionSeconds()));
    }
}
