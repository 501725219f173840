package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script as a newcomer runs it: in an environment with nothing but a path and a home.
class ScriptIT {
    private static final Path SCRIPT = Path.of("sextant").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private Path folder;

    private record Outcome(int exit, List<String> out, String err) {}

    /// So that no test has to wait for a build, or reads its news among what it looks for.
    @BeforeAll
    static void build() throws Exception {
        Process build = start(Map.of(), Path.of(".").toAbsolutePath(), "build").start();
        assertThat(build.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isZero();
    }

    @Test
    void embedsAFileLineByLine() throws Exception {
        Path texts = folder.resolve("texts.txt");
        Files.writeString(texts, "the sea at night\n\nbread and butter\r\nein Wort über Züge\n");
        Outcome outcome = run(Map.of(), "embed", texts.toString(), "--dimensions", "8");
        assertThat(outcome.exit).isZero();
        assertThat(outcome.out).hasSize(4);
        for (int i = 0; i < 3; i++) {
            JsonNode line = JSON.readTree(outcome.out.get(i));
            assertThat(line.get("index").asInt()).isEqualTo(i);
            assertThat(line.get("embedding")).hasSize(8);
        }
        JsonNode last = JSON.readTree(outcome.out.get(3));
        assertThat(last.get("done").asBoolean()).isTrue();
        assertThat(last.get("count").asInt()).isEqualTo(3);
        assertThat(outcome.err).contains("3/3 texts");
    }

    @Test
    void readsStandardInputAndGivesTheSameVectorsAsAFile() throws Exception {
        String text = "a compass, a chart and a steady hand\n";
        Path texts = folder.resolve("one.txt");
        Files.writeString(texts, text);
        Process piped = start(Map.of(), folder, "embed", "-").start();
        try (var in = piped.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        List<String> out = new String(piped.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(piped.waitFor()).isZero();
        assertThat(out.getFirst())
                .isEqualTo(run(Map.of(), "embed", texts.toString()).out.getFirst());
    }

    @Test
    void comparesTheLinesOfAFile() throws Exception {
        Path texts = folder.resolve("harbour.txt");
        Files.writeString(texts, "the harbour at dawn\n\nthe port in the morning\na recipe for rye bread\n");
        List<String> table = run(Map.of(), "compare", texts.toString()).out;
        assertThat(table.getFirst()).isEqualTo("cosine of 3 texts by all-minilm-l6-v2");
        assertThat(table.getLast()).startsWith(" 3").contains("1.000").endsWith("a recipe for rye bread");
        Outcome outcome = run(Map.of(), "compare", texts.toString(), "--metric", "manhattan", "--json");
        assertThat(outcome.exit).isZero();
        JsonNode values = JSON.readTree(outcome.out.getFirst()).at("/metrics/manhattan");
        assertThat(values.at("/matrix/0/1").asDouble())
                .isGreaterThan(values.at("/matrix/0/2").asDouble());
        assertThat(run(Map.of(), "compare", texts.toString(), "--metric", "angle").err)
                .contains("metrics[0] is \"angle\"; it is one of cosine");
    }

    @Test
    void measuresBatchSizesAndKeepsTheBest() throws Exception {
        Path texts = folder.resolve("few.txt");
        Files.writeString(texts, "the harbour at dawn\nrye bread\n");
        Map<String, String> alone = withoutServer();
        Outcome outcome = run(alone, "calibrate", texts.toString(), "--batch-sizes", "1,2");
        assertThat(outcome.exit).as(outcome.err).isZero();
        assertThat(outcome.out.getFirst()).isEqualTo("all-minilm-l6-v2 on cpu");
        assertThat(outcome.out).anyMatch(line -> line.endsWith("  best"));
        assertThat(outcome.out.getLast()).startsWith("Best are batches of ");
        assertThat(run(alone, "calibrate", texts.toString(), "--batch-sizes", "3").err)
                .contains("batchSizes[0] is 3, and texts has 2");
    }

    @Test
    void ingestsAFileIntoACollectionAndSearchesIt() throws Exception {
        Map<String, String> alone = withoutServer();
        Path notes = folder.resolve("notes.csv");
        Files.writeString(notes, """
                id,note,topic
                tide,The tide turns at noon and the boats swing round,sea
                dough,Knead the dough until it is smooth,kitchen
                ,"   ",kitchen
                """);
        Outcome ingested = run(alone, "ingest", "notes", notes.toString(), "--text-column", "note");
        assertThat(ingested.out).containsExactly("2 added, 0 updated, 0 unchanged, 1 failed");
        assertThat(ingested.err).contains("document 3: ").contains("blank");
        assertThat(ingested.exit).isEqualTo(1);
        Outcome again = run(alone, "ingest", "notes", notes.toString(), "--text-column", "note");
        assertThat(again.out).containsExactly("0 added, 0 updated, 2 unchanged, 1 failed");

        Outcome found = run(alone, "search", "notes", "how to make bread", "--top", "1");
        assertThat(found.exit).isZero();
        assertThat(found.out)
                .singleElement()
                .asString()
                .contains("dough")
                .endsWith("Knead the dough until it is smooth");
        Outcome filtered =
                run(alone, "search", "notes", "how to make bread", "--filter", "{\"topic\": \"sea\"}", "--json");
        assertThat(JSON.readTree(filtered.out.getFirst())
                        .at("/results/0/hits/0/id")
                        .asText())
                .isEqualTo("tide");
        Outcome unknown = run(alone, "search", "nothing", "a text");
        assertThat(unknown.exit).isEqualTo(1);
        assertThat(unknown.err).contains("there is no collection \"nothing\"");
    }

    @Test
    void anIngestionThatIsInterruptedGoesOnWhereItWas() throws Exception {
        Map<String, String> alone = withoutServer();
        int count = 6_000;
        Path texts = folder.resolve("many.txt");
        Files.write(
                texts,
                IntStream.range(0, count)
                        .mapToObj("entry number %d of the logbook"::formatted)
                        .toList());
        Process ingestion = start(alone, folder, "ingest", "log", texts.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = ingestion.getInputStream()) {
            readUntil(lines, "1024/" + count);
        }
        // Not SIGINT, which a process that was started in the background may have to ignore.
        ingestion.destroy();
        assertThat(ingestion.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ingestion.exitValue()).isNotZero();

        List<String> out = run(alone, "ingest", "log", texts.toString()).out;
        assertThat(out)
                .singleElement()
                .asString()
                .endsWith(" 0 updated, %s unchanged, 0 failed".formatted(unchanged(out)));
        assertThat(unchanged(out)).isBetween(1_024, count - 1);
        assertThat(run(alone, "ingest", "log", texts.toString()).out)
                .containsExactly("0 added, 0 updated, %d unchanged, 0 failed".formatted(count));
    }

    private static int unchanged(List<String> out) {
        return Integer.parseInt(out.getFirst().replaceAll(".*, (\\d+) unchanged.*", "$1"));
    }

    private static void readUntil(InputStream in, String expected) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(expected) < 0) {
            int next = in.read();
            assertThat(next).as("%s in %s", expected, seen).isNotNegative();
            seen.append((char) next);
        }
    }

    /// Commands open a data directory of their own, since nothing answers at the port.
    private Map<String, String> withoutServer() throws IOException {
        return Map.of(
                "QUARKUS_HTTP_PORT",
                Integer.toString(freePort()),
                "SEXTANT_DATA_DIR",
                folder.resolve("data").toString());
    }

    @Test
    void makesAMapOfAFile() throws Exception {
        Path texts = folder.resolve("places.csv");
        Files.writeString(texts, """
                text,kind
                the harbour at dawn,sea
                boats in the port,sea
                the tide turns,sea
                a recipe for crème brûlée,kitchen
                crème brûlée with berries,kitchen
                burn the sugar of the crème brûlée,kitchen
                """);
        Outcome outcome = run(
                Map.of(),
                "project",
                texts.toString(),
                "--label",
                "kind",
                "--components",
                "3",
                "--themes",
                "2",
                "--out",
                "map.html",
                "--out",
                "map.csv");
        assertThat(outcome.exit).as(outcome.err).isZero();
        assertThat(outcome.out.getFirst()).startsWith("6 texts, ");
        assertThat(outcome.out).as("whatever the locale").anyMatch(line -> line.contains("brûlée"));
        assertThat(outcome.err).contains("6/6 texts", "Wrote map.html", "Wrote map.csv");
        assertThat(Files.readString(folder.resolve("map.html"))).contains("a recipe for crème brûlée");
        assertThat(Files.readAllLines(folder.resolve("map.csv"))).hasSize(7);
        assertThat(run(Map.of(), "project", texts.toString(), "--themes", "some").err)
                .contains("themes.count is \"some\"; it is \"auto\" or a number");
        assertThat(run(Map.of(), "project", texts.toString(), "--out", "map.png").err)
                .contains("it ends in .html, .csv or .json");
    }

    @Test
    void wrongInputIsOneLineOfError() throws Exception {
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, "caf\u00e9 au lait\n".getBytes(StandardCharsets.ISO_8859_1));
        Outcome outcome = run(Map.of(), "compare", latin.toString());
        assertThat(outcome.exit).isEqualTo(1);
        assertThat(outcome.err.strip().lines()).singleElement().asString().contains("latin.txt is not UTF-8");
        // Nobody answers there, which is not what is wrong first.
        Map<String, String> nowhere = Map.of("SEXTANT_URL", "http://localhost:9");
        for (Outcome wrong : List.of(
                run(nowhere, "ingest", "My Notes", latin.toString()),
                run(nowhere, "search", "My Notes", "a lighthouse"))) {
            assertThat(wrong.exit).isEqualTo(1);
            assertThat(wrong.err.strip().lines()).singleElement().asString().contains("\"My Notes\"", "a-z");
        }
    }

    @Test
    void staysBelowTheMemoryItIsGiven() throws Exception {
        Path texts = folder.resolve("many.txt");
        Files.write(
                texts,
                IntStream.range(0, 3_000)
                        .mapToObj(i -> "line %d of many ".formatted(i).repeat(1 + i % 20))
                        .toList());
        Process process = start(Map.of(), folder, "embed", texts.toString(), "--max-memory-mb=640")
                .redirectOutput(folder.resolve("out.ndjson").toFile())
                .start();
        long peakKilobytes = 0;
        while (process.isAlive()) {
            peakKilobytes = Math.max(peakKilobytes, peakKilobytes(process.pid()));
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        assertThat(process.exitValue()).isZero();
        assertThat(peakKilobytes).isBetween(1L, 640L * 1024);
        assertThat(Files.readAllLines(folder.resolve("out.ndjson"))).hasSize(3_001);
    }

    private static long peakKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // It has ended.
        }
    }

    @Test
    void aSpaceInItsFolderOrInASettingIsNothing() throws Exception {
        Path spaced = Files.createSymbolicLink(folder.resolve("a folder"), SCRIPT.getParent());
        Path texts = folder.resolve("one.txt");
        Files.writeString(texts, "a compass\n");
        Process embed = new ProcessBuilder(spaced.resolve("sextant").toString(), "embed", texts.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(new String(embed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"done\":true");
        assertThat(embed.waitFor()).isZero();
        // A server that ends before it listens: it got the setting whole.
        assertThat(run(Map.of(), "serve", "-Dsextant.model.default=no such model").err)
                .contains("sextant.model.default is no such model");
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws Exception {
        assertThat(run(Map.of(), "fly").err).contains("no command fly").contains("./sextant help");
        assertThat(run(Map.of(), "fly").exit).isEqualTo(2);
        assertThat(run(Map.of(), "serve", "--port", "1").err).contains("-Dkey=value");
        assertThat(run(Map.of(), "embed", "-", "--max-memory-mb", "lots").err)
                .contains("lots")
                .contains("512");
        Outcome missing = run(Map.of(), "embed", "no-such-file.txt");
        assertThat(missing.exit).isEqualTo(1);
        assertThat(missing.err).contains("no-such-file.txt is not there");
        assertThat(run(Map.of("SEXTANT_MODEL_DEFAULT", "nope"), "embed", "-").err)
                .contains("sextant.model.default is nope");
        assertThat(run(Map.of("SEXTANT_BATCH_THREADS", "0"), "embed", "-")
                        .err
                        .strip()
                        .lines())
                .singleElement()
                .asString()
                .contains("sextant.batch.threads", "1 or more");
        assertThat(run(Map.of(), "help").out).anyMatch(line -> line.contains("./sextant serve"));
    }

    @Test
    void servesOnThePortItIsGivenAndEndsWithTheSignal() throws Exception {
        int port = freePort();
        Map<String, String> settings =
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(port), "SEXTANT_EXPLORER_SAMPLE", "false");
        Process server =
                start(settings, folder, "serve").redirectErrorStream(true).start();
        try (var lines = server.inputReader()) {
            assertThat(lines.readLine()).contains("Sextant is at http://localhost:" + port);
            HttpRequest request =
                    embed(URI.create("http://localhost:%d/embed".formatted(port)), List.of("north by north-west"));
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(JSON.readTree(response.body()).at("/embeddings/0")).hasSize(384);
            }
            // The script has become the server: the signal reaches Java, whose exit is the process's own.
            assertThat(server.info().command().orElse("")).endsWith("java");
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(143);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void answersWhatItHasTakenWhenItIsToldToEnd() throws Exception {
        int port = freePort();
        // The texts of the sample are embedded meanwhile, too.
        Process server = start(Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)), folder, "serve")
                .redirectErrorStream(true)
                .start();
        try (var lines = server.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(lines.readLine()).contains("Sextant is at http://localhost:" + port);
            URI uri = URI.create("http://localhost:%d/embed".formatted(port));
            assertThat(client.send(embed(uri, texts(0, 1)), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(client.sendAsync(embed(uri, texts(i, 200)), HttpResponse.BodyHandlers.discarding()));
            }
            Thread.sleep(500);
            // Not the process's own destroy(), which closes what it says.
            server.toHandle().destroy();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.lines()).noneMatch(line -> line.contains("SIGSEGV"));
            assertThat(server.exitValue()).isEqualTo(143);
        } finally {
            server.destroyForcibly();
        }
    }

    private static HttpRequest embed(URI uri, List<String> texts) throws IOException {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("texts", texts))))
                .build();
    }

    private static List<String> texts(int seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "lighthouse %d of coast %d flashes every %d seconds".formatted(i, seed, i % 7))
                .toList();
    }

    @Test
    void preparesFastStartsWhateverTheEnvironmentSaysAndDoesWithoutWhereTheyAreDamaged() throws Exception {
        Path texts = folder.resolve("texts.txt");
        Files.writeString(texts, "the tide turns\n");
        Files.delete(startCache());
        Outcome prepared = run(
                Map.of("SEXTANT_FUNCTIONS", "embed", "SEXTANT_AUTH_KEYS", "a-key-of-these-tests"),
                "embed",
                texts.toString());
        assertThat(prepared.exit).isZero();
        assertThat(prepared.err).contains("Preparing fast starts").doesNotContain("that failed");
        Path cache = startCache();
        byte[] whole = Files.readAllBytes(cache);
        assertThat(whole).isNotEmpty();
        try {
            for (byte[] damaged :
                    List.of(Arrays.copyOf(whole, whole.length / 2), "no cache".getBytes(StandardCharsets.UTF_8))) {
                Files.write(cache, damaged);
                Outcome outcome = run(Map.of(), "embed", texts.toString());
                assertThat(outcome.exit).as(outcome.err).isZero();
                assertThat(outcome.out).hasSize(2);
            }
        } finally {
            Files.write(cache, whole);
        }
    }

    private static Path startCache() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/quarkus-app"))) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void everyCommandExplainsItself() throws Exception {
        for (String command : List.of("embed", "compare", "project", "ingest", "search", "calibrate", "fuse")) {
            Outcome outcome = run(Map.of(), command, "--help");
            assertThat(outcome.exit).as(command).isZero();
            assertThat(outcome.out).as(command).anyMatch(line -> line.startsWith("Usage: ./sextant " + command));
            assertThat(outcome.out).as(command).anyMatch(line -> line.contains("-h, --help"));
        }
    }

    @Test
    void fusesABuiltInModelAndLoadsTheCopy() throws Exception {
        Path copy = folder.resolve("half");
        Outcome fused = run(Map.of(), "fuse", "all-minilm-l6-v2", copy.toString());
        assertThat(fused.exit).as(fused.err).isZero();
        assertThat(fused.out).singleElement().asString().contains("in fp16");
        Path texts = folder.resolve("texts.txt");
        Files.writeString(texts, "the tide turns\n");
        Outcome embedded =
                run(Map.of("SEXTANT_MODELS_HALF", copy.toString()), "embed", texts.toString(), "--model", "half");
        assertThat(embedded.exit).as(embedded.err).isZero();
        assertThat(JSON.readTree(embedded.out.getFirst()).get("embedding")).hasSize(384);
        assertThat(run(Map.of(), "fuse", "all-minilm-l6-v2", copy.toString()).err)
                .contains("is there already");
    }

    @Test
    void saysSoInOneLineWhenASettingIsWrong() throws Exception {
        Outcome outcome = run(Map.of(), "serve", "-Dsextant.model.default=nope", "-Dquarkus.http.port=" + freePort());
        assertThat(outcome.exit).isEqualTo(1);
        assertThat(String.join("\n", outcome.out) + outcome.err)
                .contains("sextant.model.default is nope")
                .doesNotContain("\tat ");
    }

    @Test
    void aServerWithKeysIsAskedWithOne() throws Exception {
        int port = freePort();
        Path keys = folder.resolve("keys.txt");
        Files.writeString(keys, "tests write a-key-of-these-tests\n");
        Process server = start(
                        Map.of(
                                "QUARKUS_HTTP_PORT", Integer.toString(port),
                                "SEXTANT_DATA_DIR", folder.resolve("data").toString(),
                                "SEXTANT_AUTH_KEYS_FILE", keys.toString()),
                        folder,
                        "serve")
                .redirectErrorStream(true)
                .start();
        try (var lines = server.inputReader()) {
            assertThat(lines.readLine()).contains("Sextant is at http://localhost:" + port);
            Path texts = folder.resolve("texts.txt");
            Files.writeString(texts, "the harbour at dawn\na recipe for rye bread\n");
            String url = "http://localhost:" + port;
            Outcome without = run(Map.of("SEXTANT_URL", url), "ingest", "notes", texts.toString());
            assertThat(without.exit).isEqualTo(1);
            assertThat(without.err).contains(url + " asks for an API key", "SEXTANT_API_KEY");
            Outcome wrong = run(
                    Map.of("SEXTANT_URL", url, "SEXTANT_API_KEY", "somebody-elses-key"), "search", "notes", "a loaf");
            assertThat(wrong.exit).isEqualTo(1);
            assertThat(wrong.err.strip().lines())
                    .singleElement()
                    .asString()
                    .contains("does not know the API key")
                    .doesNotContain("somebody");
            Map<String, String> right = Map.of("SEXTANT_URL", url, "SEXTANT_API_KEY", "a-key-of-these-tests");
            assertThat(run(right, "ingest", "notes", texts.toString()).out)
                    .containsExactly("2 added, 0 updated, 0 unchanged, 0 failed");
            assertThat(run(right, "search", "notes", "a loaf", "--top", "1").out)
                    .singleElement()
                    .asString()
                    .endsWith("a recipe for rye bread");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void warnsLoudlyWhereOthersReachItWithoutAKey() throws Exception {
        int port = freePort();
        Process server = start(
                        Map.of("QUARKUS_HTTP_PORT", Integer.toString(port), "QUARKUS_HTTP_HOST", "0.0.0.0"),
                        folder,
                        "serve")
                .redirectErrorStream(true)
                .start();
        try (var lines = server.inputReader()) {
            assertThat(lines.readLine()).contains("WARN", "0.0.0.0", "sextant.auth.keys-file");
            assertThat(lines.readLine()).contains("Sextant is at");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void doesNotStartWithAWrongFileOfKeys() throws Exception {
        Path keys = folder.resolve("keys.txt");
        Files.writeString(keys, "# name scope key\ntests a-key-of-these-tests write\n");
        Outcome outcome =
                run(Map.of("SEXTANT_AUTH_KEYS_FILE", keys.toString()), "serve", "-Dquarkus.http.port=" + freePort());
        assertThat(outcome.exit).isEqualTo(1);
        assertThat(String.join("\n", outcome.out) + outcome.err)
                .contains("line 2 of " + keys)
                .doesNotContain("\tat ", "a-key-of-these-tests");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        Path err = folder.resolve("err");
        Process process = start(environment, folder, arguments)
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        List<String> out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, Files.readString(err));
    }

    private static ProcessBuilder start(Map<String, String> environment, Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().putAll(environment);
        return builder;
    }
}
