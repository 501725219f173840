package dev.sextant.wire.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The file of keys, read again when it has changed. One that cannot be read, or not be understood, leaves the keys as
/// they were: a slip in an editor shuts nobody out, and lets nobody in.
final class KeyFile {
    private static final Logger LOG = Logger.getLogger(KeyFile.class);
    private static final int MOST_BYTES = 1 << 20;

    private final Path path;
    private Version version;
    private volatile List<ApiKey> keys;

    /// Said once, and not again every second.
    private String complaint = "";

    /// @throws ConfigurationException if the file cannot be read or understood, with a sentence that says where
    KeyFile(Path path) {
        this.path = path;
        try {
            this.version = Version.of(path);
            this.keys = read();
        } catch (IOException e) {
            throw new ConfigurationException(unreadable(e));
        }
    }

    /// What tells one state of a file from the next: a mounted secret is exchanged as a whole, an edited file is later.
    private record Version(
            FileTime modified, long bytes, @Nullable Object file) {

        static Version of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    List<ApiKey> keys() {
        return keys;
    }

    /// Reads the file again if it has changed.
    synchronized void refresh() {
        try {
            // Taken before the file is read: what is written meanwhile makes another one.
            Version current = Version.of(path);
            if (!current.equals(version)) {
                keys = read();
                version = current;
                LOG.infof("API keys were read again: %s has %d", path, keys.size());
            }
            complaint = "";
        } catch (IOException e) {
            complain(unreadable(e));
        } catch (ConfigurationException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    private void complain(String problem) {
        if (!problem.equals(complaint)) {
            LOG.errorf("%s. The API keys are those from before", problem);
            complaint = problem;
        }
    }

    private List<ApiKey> read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ConfigurationException("%s has more than %d bytes".formatted(path, MOST_BYTES));
            }
            return KeyLines.parse(new String(bytes, StandardCharsets.UTF_8), path.toString());
        }
    }

    private String unreadable(IOException e) {
        String reason = switch (e) {
            case NoSuchFileException missing -> "it is not there";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
        return "the file of API keys, %s, cannot be read: %s".formatted(path, reason);
    }
}
