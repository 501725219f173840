package dev.sextant.fuzz;

import java.io.IOException;

/// The methods that Jazzer calls, by these names: [Nightly] starts it with the name of a target.
public final class JazzerDriver {
    @SuppressWarnings("NullAway.Init")
    private static FuzzTarget target;

    private JazzerDriver() {}

    /// Takes the seeds once: loading classes takes longer than an input may.
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        target = Targets.named(arguments[0]);
        for (byte[] seed : target.seeds()) {
            target.take(seed);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        target.take(input);
    }
}
