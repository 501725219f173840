package dev.sextant.compare;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import dev.sextant.fuzz.SmallLimits;

/// Requests to compare, up to the numbers.
public final class CompareTarget {
    private CompareTarget() {}

    public static FuzzTarget request() {
        SmallLimits limits = new SmallLimits();
        return RequestTarget.of(
                CompareRequest.class,
                request -> CompareCall.of(request, limits),
                "{\"texts\": [\"tea\", \"coffee\"], \"metrics\": [\"cosine\", \"dot\"], \"pairs\": [[0, 1]], \"matrix\": true}",
                "{\"vectors\": [[1, 0.5], [-2e3, 0]], \"pairs\": [[1, 1]]}",
                "{\"vectors\": [\"AACAPwAAAEA=\", \"AACAvwAAAAA=\"], \"metrics\": [\"manhattan\"]}");
    }
}
