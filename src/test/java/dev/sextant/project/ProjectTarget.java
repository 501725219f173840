package dev.sextant.project;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import dev.sextant.fuzz.SmallLimits;

/// Requests to project, up to the numbers.
public final class ProjectTarget {
    private ProjectTarget() {}

    public static FuzzTarget request() {
        SmallLimits limits = new SmallLimits();
        return RequestTarget.of(
                ProjectRequest.class,
                request -> ProjectCall.of(request, limits),
                "{\"texts\": [\"tea\", \"coffee\", \"milk\"], \"labels\": [\"a\", \"b\", \"a\"], \"themes\": {\"count\": 2}}",
                "{\"vectors\": [[1, 0], [0, 1], [1, 1]], \"method\": \"pca\", \"components\": 3, \"metric\": \"euclidean\","
                        + " \"neighbors\": 2, \"minDist\": 0.1, \"epochs\": 10, \"seed\": 7, \"themes\": false}",
                "{\"embeddings\": [\"AACAPwAAAEA=\"], \"dimensions\": 2, \"texts\": [\"tea\"], \"themes\": {\"count\": \"auto\"}}",
                "{\"collection\": \"books\", \"model\": \"all-minilm-l6-v2\"}");
    }
}
