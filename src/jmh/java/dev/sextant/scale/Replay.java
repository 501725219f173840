package dev.sextant.scale;

import dev.sextant.bench.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A load, sent at its moments whether or not earlier requests were answered, to pods that come and go by the
/// autoscaler's rule. One thread sends, reports every second and decides every other; each request waits on a thread of
/// its own.
final class Replay {
    private final Load load;
    private final List<byte[]> requests;
    private final Stopwatch watch = Stopwatch.start();
    private final FrontDoor<Pod> door;
    private final Pods pods;
    private final Autoscaler autoscaler;
    private final Windows windows = new Windows();
    private final Queue<Recording.Answer> answers = new ConcurrentLinkedQueue<>();
    private int desired;

    private Replay(Setting setting, Revision revision, Load load, List<byte[]> requests) {
        this.load = load;
        this.requests = requests;
        door = new FrontDoor<>(revision.concurrency());
        pods = new Pods(setting, door, watch);
        autoscaler = new Autoscaler(revision);
    }

    /// @param requests one an arrival
    /// @throws IOException if a process does not start or ends by itself; a request that fails is recorded
    static Recording run(Setting setting, Revision revision, Load load, List<byte[]> requests)
            throws IOException, InterruptedException {
        return new Replay(setting, revision, load, requests).run();
    }

    private Recording run() throws IOException, InterruptedException {
        List<Recording.Second> seconds = new ArrayList<>();
        try (pods) {
            int next = 0;
            for (int second = 0; second < load.seconds() || door.inFlight() > 0; second++) {
                while (next < requests.size() && load.arrivals().get(next) < second + 1) {
                    watch.sleepUntil(load.arrivals().get(next));
                    send(next++);
                }
                watch.sleepUntil(second + 1);
                seconds.add(finish(second));
            }
            return new Recording(List.copyOf(answers), seconds, pods.starts());
        }
    }

    private void send(int number) throws IOException {
        double arrival = load.arrivals().get(number);
        boolean isHeld = door.open() == 0;
        CompletableFuture<Pod> turn = door.enter(watch.second());
        Thread.ofVirtual().start(() -> answer(turn, requests.get(number), arrival, isHeld));
        if (desired == 0) {
            // Knative's activator tells of a first request at once, so that it does not wait for the next decision.
            windows.report((long) arrival, 1);
            decide((long) arrival);
        }
    }

    private void answer(CompletableFuture<Pod> turn, byte[] request, double arrival, boolean isHeld) {
        Pod pod = turn.join();
        boolean isGood = pod.answers(request);
        double end = watch.second();
        answers.add(new Recording.Answer(arrival, (end - arrival) * 1e3, isHeld, isGood));
        door.leave(pod, end);
    }

    private Recording.Second finish(int second) throws IOException {
        double concurrency = door.concurrency(watch.second());
        // Where there is neither a pod nor a request, nobody reports.
        if (pods.count() > 0 || concurrency > 0) {
            windows.report(second, concurrency);
        }
        if ((second + 1) % Autoscaler.TICK == 0) {
            decide(second);
        }
        return new Recording.Second(
                desired, pods.count(), door.open(), concurrency, autoscaler.isPanicking(), pods.inspect());
    }

    private void decide(long second) throws IOException {
        OptionalDouble stable = windows.stable(second);
        if (stable.isPresent()) {
            desired = autoscaler.desired(watch.second(), stable.getAsDouble(), windows.panic(second), door.open());
            pods.scaleTo(desired);
        }
    }
}
