package dev.sextant.vectors;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/// ONNX Runtime's environment, of which a process has one. Its native start recurses once for every few characters of
/// the process's command line, and a long class path there overflows an ordinary stack, which ends the process without
/// a word; so it is started on a stack that is deep enough for any command line.
///
/// ONNX Runtime's own shutdown hook frees it while batches may still run, which crashes a process that is told to end.
/// It counts who uses it, so it is taken a second time, and lasts as long as the process.
public final class OnnxEnvironment {
    private static final long STACK_BYTES = 512L << 20;
    private static final AtomicReference<Runnable> BEFORE = new AtomicReference<>(() -> {});

    /// Started when it is first asked for.
    private static final class Started {
        private static final OrtEnvironment INSTANCE = start();
    }

    private OnnxEnvironment() {}

    /// What to do before the native library is loaded, if it is not yet.
    public static void beforeStart(Runnable preparation) {
        BEFORE.set(preparation);
    }

    /// The environment; the first call loads the native library.
    public static OrtEnvironment get() {
        return Started.INSTANCE;
    }

    private static OrtEnvironment start() {
        BEFORE.get().run();
        var environment = new FutureTask<>(OnnxEnvironment::lasting);
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

    private static OrtEnvironment lasting() throws ReflectiveOperationException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Class<?> runtime = Class.forName("ai.onnxruntime.OnnxRuntime");
        var api = runtime.getDeclaredField("ortApiHandle");
        api.setAccessible(true);
        Method take = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
        take.setAccessible(true);
        take.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "sextant");
        return environment;
    }
}
