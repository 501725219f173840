package dev.sextant.search;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import dev.sextant.fuzz.SmallLimits;

/// Requests to search, and filters on the documents that came with them.
public final class SearchTarget {
    private SearchTarget() {}

    public static FuzzTarget request() {
        SmallLimits limits = new SmallLimits();
        return RequestTarget.of(
                SearchRequest.class,
                request -> {
                    SearchCall call = SearchCall.of(request, limits);
                    if (call.source() instanceof SearchCall.Given given) {
                        given.documents().forEach(document -> call.filter().matches(document.metadata()));
                    }
                },
                "{\"query\": \"tea\", \"documents\": [\"coffee\", {\"text\": \"milk\", \"metadata\": {\"a\": 1, \"b\": [\"x\", true]}}],"
                        + " \"filter\": {\"a\": {\"gte\": 1, \"ne\": \"x\"}, \"b\": [\"x\", 2.5]}, \"explain\": true}",
                "{\"queries\": [\"tea\", \"milk\"], \"collection\": \"books\", \"topK\": 3, \"metric\": \"dot\","
                        + " \"minScore\": 0.5, \"exact\": true, \"model\": \"all-minilm-l6-v2\"}");
    }
}
