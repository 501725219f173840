package dev.sextant.model;

import dev.sextant.Positive;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/// Settings of the batches that a model is run on.
@ConfigMapping(prefix = "sextant.batch")
public interface BatchConfig {

    /// Tokens in one batch, padding included. A single text may be longer. Where it is not set, batches are as a
    /// calibration found best (docs/adr/0024); until there is one, of 512 tokens, on a card of 16,384.
    OptionalInt maxTokens();

    /// Bytes that the runtime may need for the intermediate results of all batches that run at once, by estimate. A
    /// single text may need more than its share.
    @WithDefault("256M")
    MemorySize maxBytes();

    /// Threads that ONNX Runtime computes one batch with; the cores divided by it is how many batches run at once. One
    /// is best for throughput, and short texts gain little from more; see docs/adr/0011.
    @WithConverter(Positive.class)
    @WithDefault("1")
    int threads();

    /// Tokens of all requests that may wait for the model or be in it; who comes then is answered 429. A request alone
    /// may have more. Work in the background, streams and what a request needs later wait for room instead.
    @WithDefault("600000")
    long maxQueuedTokens();
}
