package dev.sextant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// More load on a server than it can take, from a process of its own: `OverloadLoad PORT TIMES SECONDS`. First it finds
/// out what the server can do.
public final class OverloadLoad {
    static final int CLIENTS = 64;
    static final int CONNECTIONS = 1_000;
    private static final int WARM_UP_SECONDS = 20;
    private static final int NORMAL_SECONDS = 20;

    /// From the start of the process, without it.
    static final double SECONDS_BEFORE = WARM_UP_SECONDS + NORMAL_SECONDS;

    private static final int OK = 200;
    private static final int REFUSED = 429;

    private final int port;
    private final AtomicLong sent = new AtomicLong();

    private OverloadLoad(int port) {
        this.port = port;
    }

    private record Answer(int status, double millis) {}

    /// @param args port, how many times what the server can do, for how many seconds
    public static void main(String[] args) throws Exception {
        OverloadLoad load = new OverloadLoad(Integer.parseInt(args[0]));
        load.normal(WARM_UP_SECONDS);
        List<Answer> normal = load.normal(NORMAL_SECONDS);
        double rate = normal.size() / (double) NORMAL_SECONDS;
        Reading.print("normal load", "requests/s", rate);
        print("normal load", "ms ", normal, status -> status == OK);

        int seconds = Integer.parseInt(args[2]);
        List<Answer> overload = load.overload(rate * Integer.parseInt(args[1]), seconds);
        double accepted = count(overload, status -> status == OK);
        Reading.print("overload", "sent/s", overload.size() / (double) seconds);
        Reading.print("overload", "requests/s", accepted / (double) seconds);
        Reading.print("overload", "other", overload.size() - accepted - count(overload, status -> status == REFUSED));
        print("overload", "ms ", overload, status -> status == OK);
        print("overload", "refused ms ", overload, status -> status == REFUSED);
        Reading.print("afterwards", "ms", load.recovery(quantile(normal, 0.99)));
        System.exit(0);
    }

    private static long count(List<Answer> answers, IntPredicate status) {
        return answers.stream().filter(answer -> status.test(answer.status)).count();
    }

    private static void print(String name, String unit, List<Answer> answers, IntPredicate status) {
        List<Answer> some =
                answers.stream().filter(answer -> status.test(answer.status)).toList();
        if (!some.isEmpty()) {
            Reading.print(name, unit + "p50", quantile(some, 0.5));
            Reading.print(name, unit + "p99", quantile(some, 0.99));
        }
    }

    private static double quantile(List<Answer> answers, double share) {
        return HttpLoad.quantile(
                answers.stream().mapToDouble(Answer::millis).sorted().toArray(), share);
    }

    /// A few clients, one request after the other.
    private List<Answer> normal(int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return run(CLIENTS, client -> {
            List<Answer> answers = new ArrayList<>();
            try (Connection connection = new Connection(port)) {
                Supplier<byte[]> requests = requests(client);
                while (System.nanoTime() < end) {
                    answers.add(send(connection, requests.get()));
                }
            }
            return answers;
        });
    }

    /// Many connections, each with a request at its times; one that is late sends the next at once.
    private List<Answer> overload(double rate, int seconds) throws IOException, InterruptedException {
        long started = System.nanoTime();
        double interval = CONNECTIONS / rate * 1e9;
        return run(CONNECTIONS, client -> {
            List<Answer> answers = new ArrayList<>();
            try (Connection connection = new Connection(port)) {
                Supplier<byte[]> requests = requests(CLIENTS + client);
                double due = interval * client / CONNECTIONS;
                for (; due < seconds * 1e9; due += interval) {
                    LockSupport.parkNanos((long) due - (System.nanoTime() - started));
                    answers.add(send(connection, requests.get()));
                }
            }
            return answers;
        });
    }

    /// @return milliseconds until a text was answered in no more than so many
    private double recovery(double millis) throws IOException {
        long started = System.nanoTime();
        try (Connection connection = new Connection(port)) {
            Supplier<byte[]> requests = requests(-1);
            while (true) {
                Answer answer = send(connection, requests.get());
                if (answer.status == OK && answer.millis <= millis) {
                    return (System.nanoTime() - started) / 1e6;
                }
            }
        }
    }

    /// Of one short text each, none of which was sent before.
    private Supplier<byte[]> requests(int client) {
        Supplier<String> texts = Texts.endless(client);
        return () -> Connection.embed(List.of(texts.get() + " " + sent.getAndIncrement()));
    }

    private static Answer send(Connection connection, byte[] request) throws IOException {
        long started = System.nanoTime();
        int status = connection.status(request);
        return new Answer(status, (System.nanoTime() - started) / 1e6);
    }

    private interface Client {
        List<Answer> run(int number) throws IOException;
    }

    private static List<Answer> run(int clients, Client client) throws IOException, InterruptedException {
        List<Callable<List<Answer>>> lanes = IntStream.range(0, clients)
                .<Callable<List<Answer>>>mapToObj(number -> () -> client.run(number))
                .toList();
        return Lanes.run(lanes).stream().flatMap(List::stream).toList();
    }
}
