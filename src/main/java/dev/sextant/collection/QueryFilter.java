package dev.sextant.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.wire.Check;
import org.jspecify.annotations.Nullable;

/// A filter that comes as a query parameter, in JSON.
final class QueryFilter {
    private QueryFilter() {}

    /// @return every document, where there is no filter
    /// @throws Fault.InvalidRequest if it is not one
    static Filter of(@Nullable String filter, ObjectMapper json) {
        if (filter == null) {
            return Filter.ALL;
        }
        try {
            return FilterSyntax.read(json.readTree(filter));
        } catch (JsonProcessingException e) {
            throw new Fault.InvalidRequest(
                    "filter is %s, which is not JSON; send an object such as {\"lang\": \"en\"}, percent-encoded"
                            .formatted(Check.quoted(filter)),
                    "filter");
        }
    }
}
