package dev.sextant.explorer;

import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files of the page, by their names below `/explorer/`. About a megabyte, in memory once they were asked for.
@Singleton
final class PageFiles {
    static final String INDEX = "index.html";

    private static final String FOLDER = "META-INF/resources/explorer/";

    /// No dot leads a name, so no name leads out of the folder.
    private static final Pattern NAME =
            Pattern.compile("(?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*/)*[a-zA-Z0-9_-][a-zA-Z0-9._-]*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "LICENSE", "text/plain; charset=utf-8");

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /// @param name such as `views/bar.js`
    Optional<PageFile> find(String name) {
        String type = TYPES.get(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return read(name).map(bytes -> new PageFile(type, bytes)); // As it is by now.
        }
        PageFile known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return read(name).map(bytes -> files.computeIfAbsent(name, key -> new PageFile(type, bytes)));
    }

    private static Optional<byte[]> read(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
