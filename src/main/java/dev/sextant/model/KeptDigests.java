package dev.sextant.model;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// SHA-256 of files that were hashed before, so that a start need not read them. An entry is found by a stamp that
/// changes with the file, see [ModelFiles#stamp].
final class KeptDigests {
    private static final Logger LOG = Logger.getLogger(KeptDigests.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final KeptFiles files;

    KeptDigests(KeptFiles files) {
        this.files = files;
    }

    Optional<String> find(String stamp) {
        return files.find(name(stamp)).flatMap(file -> {
            try {
                return Optional.of(Files.readString(file)).filter(SHA256.asMatchPredicate());
            } catch (IOException e) {
                LOG.debugf("%s cannot be read: %s", file, e);
                return Optional.empty();
            }
        });
    }

    void keep(String stamp, String sha256) {
        files.keep(name(stamp), target -> Files.writeString(target, sha256));
    }

    private static String name(String stamp) {
        return "digests/" + ModelFiles.sha256Of(stamp);
    }
}
