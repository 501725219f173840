package dev.sextant.bench;

import dev.sextant.scale.ScaleMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Measures Sextant on this machine, beside other programs and beside what the machine could do at most.
@CommandLine.Command(
        name = "./sextant bench",
        description = {
            "Measures Sextant on this machine, beside other programs and beside what the machine could do at most.",
            "Let nothing else run meanwhile. What ran is told on standard error, what came of it on standard output."
        },
        footer = {
            "",
            "NAME is one or more of:",
            "  embed    texts to vectors in one process, beside LangChain4j, sentence-transformers, transformers.js",
            "  http     a server under load: many clients, batches, cached ones, one text, one text beside large requests",
            "  start    from the start of the process to the first embedding",
            "  memory   memory of a server: idle, with its model, under load",
            "  stream   memory during one long stream",
            "  soak     memory and latencies during a mixed load of half an hour",
            "  overload latencies, refusals and memory while ten times as much comes as the server can do",
            "  scale    processes that come and go with a bursty load, by Knative's rule; a picture of them",
            "  card     vectors, speed and start on an NVIDIA card, beside sentence-transformers; see tools/gpu",
            "Without a name it is embed and http.",
            "",
            "Search, maps and themes want data of yours and have programs of their own: docs/benchmarks.md has the commands."
        },
        sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final List<String> USUAL = List.of("embed", "http");

    @CommandLine.Parameters(paramLabel = "NAME", description = "What to measure.", arity = "0..*")
    private List<String> names = new ArrayList<>();

    @CommandLine.Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each program runs; 3 unless given.")
    private int rounds = 3;

    @CommandLine.Option(
            names = "--texts",
            paramLabel = "FILE",
            description = "Texts for embed, one a line, instead of generated ones.")
    private @Nullable Path texts;

    @CommandLine.Option(
            names = "--python",
            paramLabel = "PATH",
            description = "A Python that has sentence-transformers; python3 unless given.")
    private String python = "python3";

    @CommandLine.Option(names = "--lines", paramLabel = "N", description = "Lines of stream; 1000000 unless given.")
    private int lines = 1_000_000;

    @CommandLine.Option(names = "--minutes", paramLabel = "N", description = "Length of soak; 30 unless given.")
    private int minutes = 30;

    @CommandLine.Option(
            names = "--retention",
            paramLabel = "SECONDS",
            description = "How long the last process of scale stays; what the manifests say unless given.")
    private @Nullable Double retention;

    @CommandLine.Option(
            names = "--model",
            paramLabel = "ID",
            description = "Model of memory, stream, soak and overload; all-minilm-l6-v2 unless given.")
    private String model = EmbedMeasurement.model("fp32");

    @CommandLine.Option(names = "--write", description = "Put what came of it into docs/benchmarks.md.")
    private boolean write;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it.
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec command;

    /// @param args names and options; the property `sextant.home` is the project's folder
    public static void main(String[] args) {
        CommandLine bench = new CommandLine(new Bench());
        bench.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof IOException)) {
                throw failure;
            }
            line.getErr().println("sextant: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(bench.execute(args));
    }

    private static Map<String, Measurement> measurements() {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("embed", new EmbedMeasurement());
        all.put("http", new HttpMeasurement());
        all.put("start", new StartMeasurement());
        all.put("memory", new MemoryMeasurement());
        all.put("stream", new StreamMeasurement());
        all.put("soak", new SoakMeasurement());
        all.put("overload", new OverloadMeasurement());
        all.put("scale", new ScaleMeasurement());
        all.put("card", new CardMeasurement());
        return all;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Measurement> all = measurements();
        Path root = Path.of(System.getProperty("sextant.home", ".")).toAbsolutePath();
        OptionalDouble retentionSeconds = retention == null ? OptionalDouble.empty() : OptionalDouble.of(retention);
        Setting setting = new Setting(
                root, rounds, Optional.ofNullable(texts), python, model, lines, minutes, retentionSeconds, write);
        Files.createDirectories(setting.work());
        Machine machine = Machine.here(root);
        for (String name : names.isEmpty() ? USUAL : names) {
            Measurement measurement = all.get(name);
            if (measurement == null) {
                throw new IOException("there is no measurement %s; there are %s".formatted(name, all.keySet()));
            }
            System.err.println(name);
            String section = "## %s\n\n%s\n%s"
                    .formatted(measurement.title(), machine.lines(commandLine()), measurement.measure(setting));
            System.out.println(section);
            if (write) {
                write(root.resolve("docs/benchmarks.md"), name, section);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private static void write(Path page, String name, String section) throws IOException {
        Files.writeString(page, Page.with(Files.readString(page), name, section));
    }

    private String commandLine() {
        List<String> words =
                Objects.requireNonNull(command).commandLine().getParseResult().originalArgs();
        // Where files lie is nobody's business who reads the page.
        Stream<String> names =
                words.stream().map(word -> word.contains("/") ? word.substring(word.lastIndexOf('/') + 1) : word);
        return Stream.concat(Stream.of("./sextant bench"), names).collect(Collectors.joining(" "));
    }
}
