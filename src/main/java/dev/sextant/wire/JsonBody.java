package dev.sextant.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Bodies of resources, read from JSON.
public final class JsonBody {
    private JsonBody() {}

    /// A body that must be there.
    ///
    /// @param example what a body could be
    /// @throws dev.sextant.Fault.InvalidRequest if the body is empty or no such object
    public static <T> T required(ObjectMapper json, byte[] body, Class<T> type, String example) throws IOException {
        if (body.length == 0) {
            return Check.body(null, example);
        }
        try {
            return Check.body(json.readValue(body, type), example);
        } catch (JsonProcessingException e) {
            throw JsonFault.of(e, body);
        }
    }

    /// Nothing, like `null`, is as good as an object without fields.
    ///
    /// @param defaults what an object without fields is read as
    /// @throws dev.sextant.Fault.InvalidRequest if the body is no such object
    public static <T> T read(ObjectMapper json, byte @Nullable [] body, Class<T> type, T defaults) throws IOException {
        if (body == null || body.length == 0) {
            return defaults;
        }
        try {
            @Nullable T read = json.readValue(body, type);
            return read == null ? defaults : read;
        } catch (JsonProcessingException e) {
            throw JsonFault.of(e, body);
        }
    }
}
