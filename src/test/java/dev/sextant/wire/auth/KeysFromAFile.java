package dev.sextant.wire.auth;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/// A server with a key of each scope.
public final class KeysFromAFile implements QuarkusTestProfile {
    /// May read.
    public static final String READER = "reader-key.of+these~tests/01==";

    /// May do everything; the file has its hash.
    public static final String WRITER = "writer-key-of-these-tests-02";

    /// Neither's.
    public static final String STRANGER = "a-key-of-somebody-elses-3";

    static final String LINES = """
            # name  scope  key
            reader  read   %s
            writer  write  sha256:%s
            """.formatted(READER, hash(WRITER));

    /// Where the server reads them.
    static final Path FILE = Path.of("target/test-keys/keys.txt").toAbsolutePath();

    /// In hexadecimal digits.
    public static String hash(String key) {
        return HexFormat.of().formatHex(ApiKey.digest(key));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "sextant.auth.keys-file",
                FILE.toString(),
                "quarkus.http.cors.enabled",
                "true",
                "quarkus.http.cors.origins",
                "https://pages.example");
    }
}
