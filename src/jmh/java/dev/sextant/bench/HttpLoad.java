package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Load on a server that runs already, from a process of its own: `HttpLoad PORT LOAD ALONE`. No text of the file LOAD
/// is
/// sent twice, but where that is what is measured. ALONE has the texts that are sent one by one to an idle server.
public final class HttpLoad {
    private static final int CLIENTS = 64;
    private static final double WARM_UP_SECONDS = 4;
    private static final double SECONDS = 8;
    private static final int BATCH = 256;
    private static final int BATCHES = 16;
    private static final int CACHED_PASSES = 15;
    private static final int LARGE = 2_048;
    private static final int LARGE_REQUESTS = 4;

    private final int port;
    private final Iterator<String> texts;

    private HttpLoad(int port, List<String> texts) {
        this.port = port;
        this.texts = texts.iterator();
    }

    /// @param args port, two files
    public static void main(String[] args) throws Exception {
        HttpLoad load = new HttpLoad(Integer.parseInt(args[0]), Texts.read(Path.of(args[1]), Integer.MAX_VALUE));
        load.clients(WARM_UP_SECONDS, load.singles(WARM_UP_SECONDS));
        List<byte[]> singles = load.singles(SECONDS);
        long started = System.nanoTime();
        double[] millis = load.clients(SECONDS, singles);
        Reading.print("64 clients", "texts/s", millis.length / ((System.nanoTime() - started) / 1e9));
        printLatency("64 clients", millis);
        load.batches();
        load.alone(Texts.read(Path.of(args[2]), Integer.MAX_VALUE));
        load.mixed();
        System.exit(0);
    }

    private static void printLatency(String name, double[] millis) {
        Arrays.sort(millis);
        Reading.print(name, "ms p50", quantile(millis, 0.5));
        Reading.print(name, "ms p99", quantile(millis, 0.99));
    }

    /// @param sorted at least one
    static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /// More requests than any machine answers in that time.
    private List<byte[]> singles(double seconds) {
        return some((int) (seconds * 4_000)).stream()
                .map(text -> Connection.embed(List.of(text)))
                .toList();
    }

    /// Many clients with one text each, as fast as they are answered.
    ///
    /// @return how long each request took
    private double[] clients(double seconds, List<byte[]> requests) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        Callable<List<Double>> client = () -> {
            List<Double> millis = new ArrayList<>();
            try (Connection connection = new Connection(port)) {
                while (System.nanoTime() < end) {
                    millis.add(connection.send(requests.get(next.getAndIncrement())));
                }
            }
            return millis;
        };
        List<Double> all = new ArrayList<>();
        for (List<Double> millis : concurrently(Collections.nCopies(CLIENTS, client))) {
            all.addAll(millis);
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Two clients with batches, first of new texts, then the same again.
    private void batches() throws Exception {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            requests.add(Connection.embed(some(BATCH)));
        }
        Reading.print("uncached batches", "texts/s", batches(requests, 1));
        batches(requests, CACHED_PASSES);
        Reading.print("cached batches", "texts/s", batches(requests, CACHED_PASSES));
    }

    private double batches(List<byte[]> requests, int passes) throws Exception {
        AtomicInteger next = new AtomicInteger();
        int count = requests.size() * passes;
        Callable<Integer> client = () -> {
            try (Connection connection = new Connection(port)) {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    connection.send(requests.get(i % requests.size()));
                }
            }
            return 0;
        };
        long started = System.nanoTime();
        concurrently(List.of(client, client));
        return count * BATCH / ((System.nanoTime() - started) / 1e9);
    }

    private void alone(List<String> singles) throws IOException {
        double[] millis = new double[singles.size()];
        try (Connection connection = new Connection(port)) {
            for (int i = 0; i < millis.length; i++) {
                millis[i] = connection.send(Connection.embed(List.of(singles.get(i))));
            }
        }
        printLatency("alone", millis);
    }

    /// One client with large requests, and beside it one with single texts.
    private void mixed() throws Exception {
        List<byte[]> large = new ArrayList<>();
        for (int i = 0; i < LARGE_REQUESTS; i++) {
            large.add(Connection.embed(some(LARGE)));
        }
        AtomicLong running = new AtomicLong(1);
        Callable<List<Double>> heavy = () -> {
            List<Double> millis = new ArrayList<>();
            try (Connection connection = new Connection(port)) {
                for (byte[] request : large) {
                    millis.add(connection.send(request));
                }
            } finally {
                running.set(0);
            }
            return millis;
        };
        Callable<List<Double>> light = () -> {
            List<Double> millis = new ArrayList<>();
            try (Connection connection = new Connection(port)) {
                while (running.get() > 0) {
                    millis.add(connection.send(Connection.embed(List.of(texts.next()))));
                }
            }
            return millis;
        };
        List<List<Double>> both = concurrently(List.of(heavy, light));
        double seconds =
                both.getFirst().stream().mapToDouble(Double::doubleValue).sum() / 1e3;
        Reading.print("beside large requests", "texts/s", LARGE_REQUESTS * LARGE / seconds);
        printLatency(
                "beside large requests",
                both.getLast().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private List<String> some(int count) {
        List<String> some = new ArrayList<>();
        while (some.size() < count) {
            some.add(texts.next());
        }
        return some;
    }

    private static <T> List<T> concurrently(List<Callable<T>> clients) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            for (Future<T> result : threads.invokeAll(clients)) {
                results.add(result.get());
            }
        }
        return results;
    }
}
