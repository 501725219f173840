package dev.sextant.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lets Jazzer look for inputs that reach new code, in a process for each target, and says how many it tried. What it
/// found lies in `target/fuzz`: `crash-…` and `timeout-…` are inputs, `NAME.log` says what went wrong. The corpus of a
/// target is kept there too, and the next run goes on from it.
public final class Nightly {
    private static final Path FOLDER = Path.of("target/fuzz");
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final String CODE = "dev.sextant.**:com.fasterxml.jackson.core.**";
    private static final Pattern AT = Pattern.compile("#(\\d+)\\s");

    /// Inputs are as small as what they imitate; a graph's are larger.
    private static final int MOST_BYTES = 1 << 16;

    private Nightly() {}

    /// @param arguments inputs for each target, seconds for each target at most, and names of targets, or none for all
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long runs = Long.parseLong(arguments[0]);
        long seconds = Long.parseLong(arguments[1]);
        Set<String> names = arguments.length > 2
                ? new TreeSet<>(Stream.of(arguments).skip(2).toList())
                : Targets.names();
        long tried = 0;
        List<String> findings = new ArrayList<>();
        for (String name : names) {
            Path log = Files.createDirectories(FOLDER).resolve(name + ".log");
            int status = run(name, runs, seconds, log);
            long inputs = inputs(log);
            tried += inputs;
            if (status != 0) {
                findings.add(name);
            }
            System.out.printf("%-24s %,9d inputs%s%n", name, inputs, status == 0 ? "" : ", and a finding: " + log);
        }
        System.out.printf("%,d inputs to %d targets; %d findings %s%n", tried, names.size(), findings.size(), findings);
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private static int run(String name, long runs, long seconds, Path log) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(FOLDER.resolve(name));
        List<byte[]> seeds = Targets.named(name).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:-OmitStackTraceInFastThrow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerDriver.class.getName(),
                "--target_args=" + name,
                "--instrumentation_includes=" + CODE,
                "--custom_hook_includes=" + CODE,
                "--reproducer_path=" + FOLDER,
                "-artifact_prefix=%s/%s-".formatted(FOLDER, name),
                "-runs=" + runs,
                "-max_total_time=" + seconds,
                "-max_len=" + MOST_BYTES,
                "-timeout=10",
                "-rss_limit_mb=4096",
                "-print_final_stats=1",
                corpus.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    /// How many inputs a log tells of.
    private static long inputs(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        Matcher done = DONE.matcher(text);
        if (done.find()) {
            return Long.parseLong(done.group(1));
        }
        long last = 0;
        for (Matcher at = AT.matcher(text); at.find(); ) {
            last = Math.max(last, Long.parseLong(at.group(1)));
        }
        return last;
    }
}
