package dev.sextant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work on several threads at once, a thread each.
public final class Lanes {
    private Lanes() {}

    /// Runs every lane to its end.
    ///
    /// @return what they gave, in their order
    /// @throws IOException if one of them failed
    static <T> List<T> run(List<Callable<T>> lanes) throws IOException, InterruptedException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes.size())) {
            for (Future<T> result : threads.invokeAll(lanes)) {
                results.add(result.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("%d threads at once: %s".formatted(lanes.size(), e.getCause()), e.getCause());
        }
        return results;
    }

    /// Repeats work on every lane, which has run once before.
    ///
    /// @param seconds how long; what has begun is finished
    /// @param lanes one a thread; each call gives how much it did
    /// @return how much was done a second, on all lanes together
    public static double rate(double seconds, List<Callable<Double>> lanes) throws IOException, InterruptedException {
        run(lanes);
        long started = System.nanoTime();
        List<Callable<Double>> repeated = lanes.stream()
                .<Callable<Double>>map(lane -> () -> {
                    double done = 0;
                    while (System.nanoTime() - started < seconds * 1e9) {
                        done += lane.call();
                    }
                    return done;
                })
                .toList();
        double done = run(repeated).stream().mapToDouble(Double::doubleValue).sum();
        return done / ((System.nanoTime() - started) / 1e9);
    }
}
