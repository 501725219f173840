package dev.sextant.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sextant.vectors.OnnxEnvironment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where figures come from: the lines that stand over them.
///
/// @param processor model, number of cores, what of its instructions matters here
/// @param memoryGib main memory
/// @param load processes that wanted to run in the minute before, negative where the system does not tell
/// @param commit of this project, and whether files differ from it
record Machine(String processor, long memoryGib, double load, String commit) {
    private static final List<String> INSTRUCTIONS =
            List.of("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "asimd", "asimddp", "sve");

    /// @param root the project's folder
    static Machine here(Path root) throws IOException, InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                readProcessor(),
                Math.round(system.getTotalMemorySize() / 0x1p30),
                system.getSystemLoadAverage(),
                readCommit(root));
    }

    /// A list in Markdown.
    ///
    /// @param command what was called
    String lines(String command) {
        return """
                - **Machine**: %s, %d GiB, %s; load %.1f at the start.
                - **Software**: %s %s, ONNX Runtime %s, commit %s, %s.
                - **Command**: `%s`, which wrote this section.
                """.formatted(
                        processor,
                        memoryGib,
                        System.getProperty("os.name"),
                        load,
                        System.getProperty("java.vendor.version", System.getProperty("java.vendor")),
                        System.getProperty("java.version"),
                        OnnxEnvironment.get().getVersion(),
                        commit,
                        LocalDate.now(java.time.ZoneOffset.UTC),
                        command);
    }

    private static String readProcessor() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        List<String> lines = Files.exists(cpus) ? Files.readAllLines(cpus) : List.of();
        List<String> flags = List.of((value(lines, "flags") + value(lines, "Features")).split(" "));
        String instructions = INSTRUCTIONS.stream()
                .filter(flags::contains)
                .map(flag -> flag.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String model = value(lines, "model name");
        return "%d cores of %s%s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model.isEmpty() ? System.getProperty("os.arch") : model,
                        instructions.isEmpty() ? "" : " (" + instructions + ")");
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "\t") || line.startsWith(key + " "))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// A page that was written before does not make other code of it.
    private static String readCommit(Path root) throws IOException, InterruptedException {
        Path named = root.resolve("commit");
        if (Files.exists(named)) {
            return Files.readString(named).strip(); // Of a bundle, which is no checkout.
        }
        String id = git(root, "rev-parse", "--short", "HEAD");
        String changed = git(root, "status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs");
        return (id.isEmpty() ? "unknown" : id) + (changed.isEmpty() ? "" : ", with changes");
    }

    private static String git(Path root, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? out : "";
        } catch (IOException e) {
            return ""; // No git on this machine.
        }
    }
}
