package dev.sextant.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Faults as they go over the wire. What is our mistake is logged whole here, under the request's id; the caller gets
/// the id.
@Singleton
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);
    private static final int FIRST_SERVER_ERROR = 500;

    private final List<ErrorFormat> formats;
    private final ObjectMapper json;

    @Inject
    Answers(@All List<ErrorFormat> formats, ObjectMapper json) {
        this.formats = formats;
        this.json = json;
    }

    /// Status, headers and body, ready to be sent.
    ///
    /// @param body JSON
    record Answer(int status, Map<String, String> headers, String body) {}

    Answer to(Fault fault, RoutingContext context) {
        String requestId = RequestId.of(context);
        ErrorFormat format = formats.stream()
                .filter(candidate -> candidate.covers(context.normalizedPath()))
                .findFirst()
                .orElseGet(ProblemFormat::new);
        int status = format.status(fault);
        if (context.response().closed()) {
            LOG.debugf(fault, "Request %s: the caller has gone", requestId);
        } else if (status >= FIRST_SERVER_ERROR) {
            LOG.errorf(fault.getCause(), "Request %s: %s", requestId, fault.detail());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.mediaType());
        if (fault instanceof Fault.Unauthorized) {
            headers.put("WWW-Authenticate", "Bearer realm=\"sextant\"");
        }
        if (fault instanceof Fault.MethodNotAllowed notAllowed) {
            headers.put("Allow", notAllowed.allowed());
        }
        if (fault instanceof Fault.Overloaded overloaded) {
            long millis = overloaded.retryAfter().toMillis();
            headers.put("Retry-After", Long.toString((millis + 999) / 1000));
            headers.put("retry-after-ms", Long.toString(millis));
        }
        return new Answer(status, headers, write(format.body(fault, requestId)));
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error body that is not JSON", e);
        }
    }
}
