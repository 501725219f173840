package dev.sextant.scale;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where requests come in, as at Knative's activator and the queue proxies: each goes to the pod that has fewest, no
/// pod gets more than it takes in at once, and whoever finds no room waits for his turn.
///
/// @param <P> pods
final class FrontDoor<P> {
    private final int seats;
    private final Map<P, Integer> busy = new LinkedHashMap<>();
    private final Map<P, Leaving> leaving = new LinkedHashMap<>();
    private final Deque<CompletableFuture<P>> waiting = new ArrayDeque<>();
    private final InFlight inFlight = new InFlight();

    /// A pod that gets no more.
    private record Leaving(int busy, CompletableFuture<Void> isEmpty) {}

    /// @param seats requests that a pod takes in at once
    FrontDoor(int seats) {
        this.seats = seats;
    }

    /// @return the pod, as soon as there is room in one
    synchronized CompletableFuture<P> enter(double second) {
        CompletableFuture<P> turn = new CompletableFuture<>();
        inFlight.add(second, 1);
        waiting.addLast(turn);
        seat();
        return turn;
    }

    synchronized void leave(P pod, double second) {
        inFlight.add(second, -1);
        busy.computeIfPresent(pod, (_, count) -> count - 1);
        leaving.computeIfPresent(pod, (_, rest) -> rest(new Leaving(rest.busy() - 1, rest.isEmpty())));
        seat();
    }

    synchronized void open(P pod) {
        busy.put(pod, 0);
        seat();
    }

    /// Gives it no more.
    ///
    /// @return done when it has finished what it has
    synchronized CompletableFuture<Void> close(P pod) {
        Integer count = busy.remove(pod);
        Leaving last = new Leaving(count == null ? 0 : count, new CompletableFuture<>());
        leaving.compute(pod, (_, _) -> rest(last));
        return last.isEmpty();
    }

    /// Pods that take requests.
    synchronized int open() {
        return busy.size();
    }

    /// Requests that wait or are in a pod.
    synchronized int inFlight() {
        return inFlight.count();
    }

    /// The same as a mean since this was asked last.
    synchronized double concurrency(double second) {
        return inFlight.mean(second);
    }

    private static @Nullable Leaving rest(Leaving pod) {
        if (pod.busy() > 0) {
            return pod;
        }
        pod.isEmpty().complete(null);
        return null;
    }

    private void seat() {
        for (Optional<P> pod = freest(); pod.isPresent() && !waiting.isEmpty(); pod = freest()) {
            busy.merge(pod.get(), 1, Integer::sum);
            waiting.removeFirst().complete(pod.get());
        }
    }

    private Optional<P> freest() {
        return busy.entrySet().stream()
                .filter(pod -> pod.getValue() < seats)
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
