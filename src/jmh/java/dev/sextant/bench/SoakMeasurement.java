package dev.sextant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Whether a server is after a long mixed load what it was before: its memory, threads, files and latencies.
final class SoakMeasurement implements Measurement {
    private static final int CLIENTS = 4;
    private static final long SAMPLE_MILLIS = 5_000;
    private static final double EDGE_SECONDS = 300;

    @Override
    public String title() {
        return "A long mixed load";
    }

    /// One request.
    ///
    /// @param second when it began, from the start of the load
    private record Request(String kind, double second, double millis) {}

    /// What is watched.
    ///
    /// @param directMib memory of direct buffers, outside the heap and outside ONNX Runtime
    private record Look(ProcessStatus process, double directMib) {
        static Look at(Server server) throws IOException {
            return new Look(server.status(), server.directMib());
        }
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        double length = setting.minutes() * 60.0;
        double edge = Math.min(EDGE_SECONDS, length / 3);
        try (Server server = Server.start(setting, flags(setting));
                Samples<Look> samples = new Samples<>(() -> Look.at(server), SAMPLE_MILLIS)) {
            List<Request> requests = load(server, length);
            List<Samples.Sample<Look>> steady = samples.since(edge);
            StringBuilder text = new StringBuilder("""
                    %d clients for %d minutes: of 20 requests 14 to embed (1 to 32 texts of 1 to 20 sentences), 3 to search among
                    50 documents, 2 to compare 20 texts, 1 to project 60; %,d requests. Model %s, a heap of 512 MiB. After the first %.0f seconds:

                    | | least to greatest, drift |
                    |---|---|
                    | resident, MiB | %s |
                    | direct memory, Java's and Netty's, MiB | %s |
                    | threads | %s |
                    | open files and connections | %s |

                    | request | p50, ms, first %.0f s | p99 | p50, ms, last %.0f s | p99 |
                    |---|---|---|---|---|
                    """.formatted(
                            CLIENTS,
                            setting.minutes(),
                            requests.size(),
                            setting.model(),
                            edge,
                            Samples.Range.of(steady, look -> look.process().residentMib()),
                            Samples.Range.of(steady, Look::directMib),
                            Samples.Range.of(steady, look -> look.process().threads()),
                            Samples.Range.of(steady, look -> look.process().files()),
                            edge,
                            edge));
            for (String kind : List.of("embed", "search", "compare", "project")) {
                List<Request> some =
                        requests.stream().filter(one -> one.kind.equals(kind)).toList();
                text.append("| %s | %s | %s |\n"
                        .formatted(
                                kind,
                                latency(some.stream().filter(one -> one.second < edge)),
                                latency(some.stream().filter(one -> one.second >= length - edge))));
            }
            return text.toString();
        }
    }

    /// A heap that is there from the start, so that what grows is a leak, or native.
    private static String[] flags(Setting setting) {
        return Stream.concat(StreamMeasurement.FIXED_HEAP.stream(), Stream.of(setting.modelFlag()))
                .toArray(String[]::new);
    }

    private static String latency(Stream<Request> requests) {
        double[] millis = requests.mapToDouble(Request::millis).sorted().toArray();
        return millis.length == 0
                ? "– | –"
                : Spread.number(HttpLoad.quantile(millis, 0.5)) + " | "
                        + Spread.number(HttpLoad.quantile(millis, 0.99));
    }

    private static List<Request> load(Server server, double seconds) throws IOException, InterruptedException {
        long started = System.nanoTime();
        List<Callable<List<Request>>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            long seed = client;
            clients.add(() -> client(server, seed, started, seconds));
        }
        return Lanes.run(clients).stream().flatMap(List::stream).toList();
    }

    private static List<Request> client(Server server, long seed, long started, double length) throws IOException {
        Random random = new Random(seed);
        List<Request> requests = new ArrayList<>();
        try (Connection connection = server.connect()) {
            for (double second = 0; second < length; second = (System.nanoTime() - started) / 1e9) {
                int draw = random.nextInt(20);
                String kind = draw == 0 ? "project" : draw <= 2 ? "compare" : draw <= 5 ? "search" : "embed";
                requests.add(new Request(kind, second, connection.send(request(kind, random))));
            }
        }
        return requests;
    }

    private static byte[] request(String kind, Random random) {
        long seed = random.nextLong();
        return switch (kind) {
            case "search" ->
                Connection.post(
                        "/search",
                        Map.of(
                                "query",
                                Texts.endless(seed).get(),
                                "documents",
                                Texts.shortOnes(50, seed + 1),
                                "topK",
                                5));
            case "compare" -> Connection.post("/compare", Map.of("texts", Texts.shortOnes(20, seed)));
            case "project" -> Connection.post("/project", Map.of("texts", Texts.shortOnes(60, seed)));
            default -> Connection.embed(Texts.mixed(random.nextInt(1, 33), seed));
        };
    }
}
