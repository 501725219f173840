package dev.sextant.model;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.vectors.Int8Ranges;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A model ready to run.
///
/// @param spec what its folder says
/// @param fingerprint identity of everything its vectors depend on, see [ModelFingerprint]
/// @param tokenizer its tokenizer
/// @param onnx its graph in ONNX Runtime
/// @param ranges ranges of its unit vectors, where they are stored
record LoadedModel(ModelSpec spec, String fingerprint, Tokenizer tokenizer, OnnxModel onnx, Optional<Int8Ranges> ranges)
        implements AutoCloseable {

    /// Reads tokenizer and graph at the same time.
    static LoadedModel load(String id, ModelFiles files, OnnxRuntime runtime) throws IOException {
        ModelSpec spec = FolderReader.read(id, files);
        Tokenizer.require(files);
        FutureTask<Tokenizer> tokenizer = new FutureTask<>(() -> {
            try (LoadTimes _ = LoadTimes.of("tokenizer")) {
                runtime.libraries().tokenizer();
                return Tokenizer.load(files, spec.window(), spec.lowerCase());
            }
        });
        Thread.ofPlatform().name("sextant-tokenizer").daemon().start(tokenizer);
        OnnxModel onnx = null;
        try (LoadTimes _ = LoadTimes.of("runtime and graph")) {
            onnx = OnnxModel.load(spec, files, runtime);
            refuse(onnx, runtime.device());
            return new LoadedModel(spec, ModelFingerprint.of(spec, files), join(tokenizer), onnx, ranges(spec, files));
        } catch (IOException | RuntimeException e) {
            abandon(tokenizer, onnx, e);
            throw e;
        }
    }

    private static Tokenizer join(FutureTask<Tokenizer> tokenizer) throws IOException {
        try {
            return tokenizer.get();
        } catch (ExecutionException e) {
            throw new IOException(tokenizer.exceptionNow().getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while the tokenizer was read");
        }
    }

    /// Tokenises texts with a prompt before each; what is beyond the window is cut off at the end.
    List<Tokens> tokens(List<String> texts, String prompt) {
        return afterPrompt(tokenizer.encode(texts.stream().map(prompt::concat).toList()), prompt);
    }

    /// Tokenises texts with a prompt before each; what is beyond the window is cut off at the start.
    List<Tokens> lastTokens(List<String> texts, String prompt) {
        return texts.stream()
                .map(prompt::concat)
                .map(tokenizer::encodeEnd)
                // A prompt that was cut into stands at the start no more.
                .map(tokens -> tokens.truncated()
                        ? tokens
                        : afterPrompt(List.of(tokens), prompt).getFirst())
                .toList();
    }

    private List<Tokens> afterPrompt(List<Tokens> tokens, String prompt) {
        int promptTokens = spec.includePrompt() ? 0 : tokenizer.promptLength(prompt);
        return promptTokens == 0
                ? tokens
                : tokens.stream().map(each -> each.withPrompt(promptTokens)).toList();
    }

    private static void abandon(FutureTask<Tokenizer> tokenizer, @Nullable OnnxModel onnx, Exception why) {
        try {
            if (onnx != null) {
                onnx.close();
            }
            join(tokenizer).close();
        } catch (IOException | OrtException e) {
            why.addSuppressed(e);
        }
    }

    /// After the session is there, because only then is it known whether CUDA works.
    private static void refuse(OnnxModel onnx, Device device) throws IOException {
        Optional<String> refusal = device.refusal(onnx.precision());
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
    }

    private static Optional<Int8Ranges> ranges(ModelSpec spec, ModelFiles files) throws IOException {
        if (!files.has(ModelStore.RANGES)) {
            return Optional.empty();
        }
        JsonNode file = files.json(ModelStore.RANGES);
        try {
            Int8Ranges ranges =
                    new Int8Ranges(ModelFiles.floats(file.path("min")), ModelFiles.floats(file.path("max")));
            if (ranges.dimensions() != spec.dimensions()) {
                throw new IOException("%s has ranges of %d dimensions; the model has %d"
                        .formatted(ModelStore.RANGES, ranges.dimensions(), spec.dimensions()));
            }
            return Optional.of(ranges);
        } catch (IllegalArgumentException e) {
            throw new IOException(ModelStore.RANGES + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws OrtException {
        tokenizer.close();
        onnx.close();
    }
}
