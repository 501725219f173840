package dev.sextant.compare;

import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.wire.Caller;
import dev.sextant.wire.Check;
import dev.sextant.wire.Functions;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Replies;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/// How alike texts or vectors are, for HTTP and for CloudEvents. Vectors are compared without a model.
public class CompareFunction {
    private static final String EXAMPLE = "{\"texts\": [\"a text\", \"another\"]}";

    private final Embedder embedder;
    private final Limits limits;
    private final Caller caller;

    @Inject
    public CompareFunction(Embedder embedder, Limits limits, Caller caller) {
        this.embedder = embedder;
        this.limits = limits;
        this.caller = caller;
    }

    /// Answers `POST /compare`.
    @Funq("compare")
    public CompareResponse compare(@Nullable CompareRequest request) {
        return CompareCall.of(Check.body(request, EXAMPLE), limits).run(embedder, Patience.of(caller.hasLeft()));
    }

    /// Answers events of type `dev.sextant.compare`.
    @Funq("compare" + Functions.EVENT_SUFFIX)
    @CloudEventMapping(trigger = "dev.sextant.compare")
    public CloudEvent<CompareResponse> compare(CloudEvent<CompareRequest> event) {
        return Replies.to(event, "compare", compare(event.data()));
    }
}
