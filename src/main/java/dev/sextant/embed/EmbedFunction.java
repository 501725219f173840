package dev.sextant.embed;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts to vectors, for HTTP and for CloudEvents: two thin adapters over one function, because one that chooses its
/// reply's id answers no plain HTTP.
public class EmbedFunction {
    private static final String EXAMPLE = "{\"texts\": [\"a text\"]}";

    private final Embedder embedder;
    private final Limits limits;
    private final Caller caller;

    @Inject
    EmbedFunction(Embedder embedder, Limits limits, Caller caller) {
        this.embedder = embedder;
        this.limits = limits;
        this.caller = caller;
    }

    /// Answers `POST /embed`.
    @Funq("embed")
    public EmbedResponse embed(@Nullable EmbedRequest request) {
        EmbedRequest given = Check.body(request, EXAMPLE);
        List<String> texts = Check.texts("texts", given.texts(), limits);
        return EmbedCall.of(given, limits, Patience.of(caller.hasLeft())).run(embedder, texts);
    }

    /// Answers events of type `dev.sextant.embed`.
    @Funq("embed" + Functions.EVENT_SUFFIX)
    @CloudEventMapping(trigger = "dev.sextant.embed")
    public CloudEvent<EmbedResponse> embed(CloudEvent<EmbedRequest> event) {
        return Replies.to(event, "embed", embed(event.data()).reproducible());
    }
}
