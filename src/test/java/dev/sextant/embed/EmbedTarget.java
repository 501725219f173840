package dev.sextant.embed;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import dev.sextant.fuzz.SmallLimits;
import dev.sextant.model.Patience;
import dev.sextant.wire.Check;

/// Requests to embed, up to the model.
public final class EmbedTarget {
    private EmbedTarget() {}

    public static FuzzTarget request() {
        SmallLimits limits = new SmallLimits();
        return RequestTarget.of(
                EmbedRequest.class,
                request -> {
                    Check.texts("texts", request.texts(), limits);
                    EmbedCall.of(request, limits, Patience.ENDLESS);
                },
                "{\"texts\": [\"tea\", \"coffee\"]}",
                "{\"texts\": [\"tea\"], \"model\": \"all-minilm-l6-v2\", \"role\": \"query\", \"normalize\": true,"
                        + " \"dimensions\": 4, \"overflow\": \"error\", \"encoding\": \"int8\", \"inspect\": true}");
    }
}
