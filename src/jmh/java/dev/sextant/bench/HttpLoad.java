package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Load on a server that runs already, from a process of its own: `HttpLoad PORT FILE SECONDS`. No text of the file is
/// sent twice, but where that is what is measured.
public final class HttpLoad {
    private static final int CLIENTS = 64;
    /// The JVM compiles what it finds hot for that long, on the cores that are measured.
    static final int WARM_UP_SECONDS = 20;
    /// No text is made twice, so they are as many as two cores can embed; more cores end sooner.
    private static final int MOST_PER_SECOND = 3_000;
    private static final int ALONE = 300;
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

    /// Texts that a load of so many seconds needs at most.
    static int texts(int seconds) {
        return (WARM_UP_SECONDS + seconds) * MOST_PER_SECOND
                + ALONE
                + BATCHES * BATCH
                + LARGE_REQUESTS * LARGE
                + MOST_PER_SECOND;
    }

    /// @param args port, file, seconds for the many clients
    public static void main(String[] args) throws Exception {
        HttpLoad load = new HttpLoad(Integer.parseInt(args[0]), Texts.read(Path.of(args[1]), Integer.MAX_VALUE));
        load.manyClients(WARM_UP_SECONDS, load.requests(WARM_UP_SECONDS * MOST_PER_SECOND, 1));
        int seconds = Integer.parseInt(args[2]);
        Queue<byte[]> singles = load.requests(seconds * MOST_PER_SECOND, 1);
        long started = System.nanoTime();
        List<Double> millis = load.manyClients(seconds, singles);
        Reading.print("64 clients", "texts/s", millis.size() / ((System.nanoTime() - started) / 1e9));
        printLatency("64 clients", millis);
        load.batches();
        printLatency("alone", load.client(load.requests(ALONE, 1), () -> true));
        load.besideLargeOnes();
        System.exit(0);
    }

    private static void printLatency(String name, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Reading.print(name, "ms p50", quantile(sorted, 0.5));
        Reading.print(name, "ms p99", quantile(sorted, 0.99));
    }

    /// @param sorted at least one
    public static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /// Many clients with one text a request, as fast as they are answered.
    private List<Double> manyClients(int seconds, Queue<byte[]> requests) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        Callable<List<Double>> client = () -> client(requests, () -> System.nanoTime() < end);
        return Lanes.run(Collections.nCopies(CLIENTS, client)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /// Two clients with batches, first of new texts, then the same again.
    private void batches() throws Exception {
        List<byte[]> requests = List.copyOf(requests(BATCHES, BATCH));
        List<byte[]> again = Collections.nCopies(CACHED_PASSES, requests).stream()
                .flatMap(List::stream)
                .toList();
        Reading.print("uncached batches", "texts/s", batchRate(requests));
        batchRate(again); // The path of cached texts is compiled by now.
        Reading.print("cached batches", "texts/s", batchRate(again));
    }

    private double batchRate(List<byte[]> requests) throws Exception {
        Queue<byte[]> queue = new ConcurrentLinkedQueue<>(requests);
        Callable<List<Double>> client = () -> client(queue, () -> true);
        long started = System.nanoTime();
        Lanes.run(List.of(client, client));
        return requests.size() * BATCH / ((System.nanoTime() - started) / 1e9);
    }

    /// One client with large requests, and meanwhile one with single texts.
    private void besideLargeOnes() throws Exception {
        Queue<byte[]> large = requests(LARGE_REQUESTS, LARGE);
        Queue<byte[]> singles = requests(MOST_PER_SECOND, 1);
        AtomicBoolean isRunning = new AtomicBoolean(true);
        Callable<List<Double>> heavy = () -> {
            try {
                return client(large, () -> true);
            } finally {
                isRunning.set(false);
            }
        };
        List<List<Double>> millis = Lanes.run(List.of(heavy, () -> client(singles, isRunning::get)));
        double seconds =
                millis.getFirst().stream().mapToDouble(Double::doubleValue).sum() / 1e3;
        Reading.print("beside large requests", "texts/s", LARGE_REQUESTS * LARGE / seconds);
        printLatency("beside large requests", millis.getLast());
    }

    /// Requests made before the clock starts.
    private Queue<byte[]> requests(int count, int size) {
        return new ConcurrentLinkedQueue<>(
                Stream.generate(() -> Connection.embed(some(size))).limit(count).toList());
    }

    private List<String> some(int count) {
        return Stream.generate(texts::next).limit(count).toList();
    }

    /// Sends what there is, one request after the other.
    ///
    /// @return milliseconds of each
    private List<Double> client(Queue<byte[]> requests, BooleanSupplier goesOn) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (Connection connection = new Connection(port)) {
            while (goesOn.getAsBoolean()) {
                byte[] request = requests.poll();
                if (request == null) {
                    break;
                }
                millis.add(connection.send(request));
            }
        }
        return millis;
    }
}
