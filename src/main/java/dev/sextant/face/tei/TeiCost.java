package dev.sextant.face.tei;

import dev.sextant.model.Embedded;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// What an answer cost, in the headers that TEI sends: times in whole milliseconds.
///
/// @param started `System.nanoTime()` when the request came
/// @param device `cpu` or `cuda`
record TeiCost(long started, String device) {

    Response.ResponseBuilder headers(Response.ResponseBuilder response, List<String> texts, Embedded embedded) {
        long total = millis(System.nanoTime() - started);
        Embedded.Timings timings = embedded.timings();
        return response.header("x-compute-type", device.equals("cuda") ? "gpu+optimized" : "cpu+optimized")
                .header("x-compute-time", total)
                .header("x-compute-characters", characters(texts))
                .header("x-compute-tokens", tokens(embedded))
                .header("x-total-time", total)
                .header("x-tokenization-time", millis(timings.tokenizeNanos()))
                .header("x-queue-time", millis(timings.queueNanos()))
                .header("x-inference-time", millis(timings.inferNanos()));
    }

    private static long characters(List<String> texts) {
        return texts.stream()
                .mapToLong(text -> text.codePointCount(0, text.length()))
                .sum();
    }

    private static long tokens(Embedded embedded) {
        return embedded.tokens().stream().mapToLong(Integer::longValue).sum();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
