package dev.sextant.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The names that a watched program has asked for, a line each in a file of the folder that it runs in.
public final class NameLog {
    static final Path FILE = Path.of("names");

    private static final Set<Line> WRITTEN = ConcurrentHashMap.newKeySet();

    private NameLog() {}

    /// @param asker the class that asked
    /// @param initializer the innermost class in whose initialiser it did, empty where it was in none
    record Line(AskedName asked, String asker, String initializer) {
        static Line of(String line) {
            String[] parts = line.split("\t", -1);
            return new Line(new AskedName(AskedName.Kind.valueOf(parts[0]), parts[1], parts[2]), parts[3], parts[4]);
        }

        @Override
        public String toString() {
            return String.join("\t", asked.kind().name(), asked.name(), asked.member(), asker, initializer);
        }
    }

    /// What a watched class calls.
    public static void note(String call, @Nullable Object[] asked) {
        List<StackFrame> callers =
                StackWalker.getInstance().walk(frames -> frames.skip(1).toList());
        String asker = callers.getFirst().getClassName();
        String initializer = callers.stream()
                .filter(frame -> frame.getMethodName().equals("<clinit>"))
                .map(StackFrame::getClassName)
                .findFirst()
                .orElse("");
        AskedName.of(call, Arrays.asList(asked))
                .filter(AskedName::isOurs)
                .map(name -> new Line(name, asker, initializer))
                .filter(WRITTEN::add)
                .forEach(NameLog::write);
    }

    private static synchronized void write(Line line) {
        try {
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> read(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(FILE)).stream().map(Line::of).toList();
    }
}
