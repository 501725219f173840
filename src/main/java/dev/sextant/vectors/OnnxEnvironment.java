package dev.sextant.vectors;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// ONNX Runtime's environment, of which a process has one. Its native start recurses once for every few characters of
/// the process's command line, and a long class path there overflows an ordinary stack, which ends the process without
/// a word; so it is started on a stack that is deep enough for any command line.
public final class OnnxEnvironment {
    private static final long STACK_BYTES = 512L << 20;
    private static final OrtEnvironment INSTANCE = start();

    private OnnxEnvironment() {}

    /// The environment; the first call loads the native library.
    public static OrtEnvironment get() {
        return INSTANCE;
    }

    private static OrtEnvironment start() {
        var environment = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, environment, "onnxruntime-start", STACK_BYTES).start();
        try {
            return environment.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime does not start on this machine", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime started", e);
        }
    }
}
