package dev.sextant.wire.auth;

import dev.sextant.fuzz.FuzzTarget;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The file of API keys.
public final class KeyTarget {
    private KeyTarget() {}

    public static FuzzTarget lines() {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return List.of("# keys\nann read %s\n\nbob write sha256:%s\n"
                        .formatted("k".repeat(40), "0a".repeat(32))
                        .getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void take(byte[] input) {
                try {
                    KeyLines.parse(new String(input, StandardCharsets.UTF_8), "keys");
                } catch (ConfigurationException e) {
                    // It says which line is wrong.
                }
            }
        };
    }
}
