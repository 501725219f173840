package dev.sextant.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Searches a collection over HTTP with 1, 8 and 64 clients, each query once, and prints searches/s and milliseconds.
public final class SearchLoad {
    private static final int[] CLIENTS = {1, 8, 64};

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI search;
    private final String collection;
    private final List<String> queries;
    private final AtomicInteger next = new AtomicInteger();

    private SearchLoad(URI search, String collection, List<String> queries) {
        this.search = search;
        this.collection = collection;
        this.queries = queries;
    }

    /// @param args address of the server, collection, file with one query a line, seconds for each number of clients
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        SearchLoad load =
                new SearchLoad(URI.create(args[0] + "/search"), args[1], Files.readAllLines(Path.of(args[2])));
        int seconds = Integer.parseInt(args[3]);
        load.run(1, seconds);
        for (int clients : CLIENTS) {
            load.print(clients, seconds, load.run(clients, seconds));
        }
    }

    private void print(int clients, int seconds, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%d clients: %.0f searches/s, p50 %.1f ms, p99 %.1f ms%n",
                clients,
                millis.length / (double) seconds,
                millis[millis.length / 2],
                millis[(int) (0.99 * (millis.length - 1))]);
    }

    private double[] run(int clients, int seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<List<Double>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> client(end)));
            }
        }
        List<Double> millis = new ArrayList<>();
        for (Future<List<Double>> client : running) {
            millis.addAll(client.get());
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<Double> client(long end) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        while (System.nanoTime() < end) {
            String query = queries.get(next.getAndIncrement() % queries.size());
            byte[] body = json.writeValueAsBytes(Map.of("query", query, "collection", collection, "topK", 10));
            long started = System.nanoTime();
            int status = http.send(
                            HttpRequest.newBuilder(search)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
            if (status != 200) {
                throw new IOException("status " + status);
            }
            millis.add((System.nanoTime() - started) / 1e6);
        }
        return millis;
    }
}
