package dev.sextant;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Programs of this machine that tests run. Where one is missing the test is skipped, which is a failure on CI.
public final class Installed {
    private Installed() {}

    /// @param debianPackage the package of Debian that has it
    /// @param names the names it goes by, the first found counts
    public static Path program(String debianPackage, String... names) {
        Optional<Path> found = find(names);
        if (found.isEmpty()) {
            missing("there is no %s on the PATH; Debian has it as %s".formatted(names[0], debianPackage));
        }
        return found.orElseThrow();
    }

    /// Whether a program is here, or has to be since this is CI.
    public static boolean isExpected(String name) {
        return isCi() || find(name).isPresent();
    }

    private static Optional<Path> find(String... names) {
        List<String> folders =
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Whether nothing may be skipped.
    public static boolean isCi() {
        return System.getenv("CI") != null;
    }

    /// Skips the test, which is a failure on CI.
    public static void missing(String reason) {
        if (isCi()) {
            Assertions.fail(reason);
        }
        Assumptions.abort("skipped: " + reason);
    }
}
