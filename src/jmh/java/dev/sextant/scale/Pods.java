package dev.sextant.scale;

import dev.sextant.bench.ProcessStatus;
import dev.sextant.bench.Setting;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The processes of a service, as many as somebody says. Ready ones stand at the front door.
final class Pods implements AutoCloseable {
    private final Setting setting;
    private final FrontDoor<Pod> door;
    private final Stopwatch watch;
    /// In the order of their starts.
    private final Deque<Pod> running = new ArrayDeque<>();

    private final List<Pod> ended = new ArrayList<>();
    private final List<Recording.Start> starts = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    Pods(Setting setting, FrontDoor<Pod> door, Stopwatch watch) {
        this.setting = setting;
        this.door = door;
        this.watch = watch;
    }

    /// Starts and ends so many; the youngest end first.
    synchronized void scaleTo(int count) throws IOException {
        while (running.size() < count) {
            start();
        }
        while (running.size() > count) {
            Pod pod = running.removeLast();
            // As Knative's queue proxy does, which lets a pod be told to stop when it has nothing left.
            var _ = door.close(pod).thenRun(pod::end);
            ended.add(pod);
        }
    }

    synchronized int count() {
        return running.size();
    }

    synchronized List<Recording.Start> starts() {
        return List.copyOf(starts);
    }

    /// @return resident memory of the largest, 0 where there is none
    /// @throws IOException if one did not start, or ended by itself
    synchronized double inspect() throws IOException {
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        double most = 0;
        for (Pod pod : running) {
            if (!pod.isAlive()) {
                throw new IOException("a pod ended by itself; see " + pod.log());
            }
            ProcessStatus status = pod.status();
            most = Math.max(most, status.residentMib());
        }
        return most;
    }

    private void start() throws IOException {
        double second = watch.second();
        Pod pod = Pod.start(setting, running.size() + ended.size() + 1);
        running.addLast(pod);
        Thread.ofVirtual().start(() -> admit(pod, second));
    }

    private void admit(Pod pod, double begun) {
        try {
            if (pod.awaitReady()) {
                ready(pod, begun);
            }
        } catch (IOException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ready(Pod pod, double begun) {
        if (running.contains(pod)) {
            starts.add(new Recording.Start(begun, watch.second() - begun));
            door.open(pod);
        }
    }

    private synchronized void failed(IOException failure) {
        failures.add(failure);
    }

    @Override
    public synchronized void close() throws IOException {
        scaleTo(0);
        for (Pod pod : ended) {
            pod.close();
        }
    }
}
