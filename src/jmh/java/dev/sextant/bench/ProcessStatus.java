package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Linux says of a process.
///
/// @param residentMib memory that it has
/// @param peakMib the most that it had
/// @param threads how many it has
/// @param files files and connections that it has open
public record ProcessStatus(double residentMib, double peakMib, int threads, int files) {

    /// @throws IOException if the process has ended, or this is no Linux
    public static ProcessStatus of(long pid) throws IOException {
        Path process = Path.of("/proc/" + pid);
        List<String> lines = Files.readAllLines(process.resolve("status"));
        try (var files = Files.list(process.resolve("fd"))) {
            return new ProcessStatus(
                    value(lines, "VmRSS") / 1024.0, value(lines, "VmHWM") / 1024.0, (int) value(lines, "Threads"), (int)
                            files.count());
        }
    }

    private static long value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
