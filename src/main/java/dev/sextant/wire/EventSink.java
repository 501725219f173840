package dev.sextant.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Server-sent events, each a name and an object. The last one is `done` or `error`; without either the stream broke
/// off.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
public final class EventSink {
    /// Media type of a stream of events.
    public static final String MEDIA_TYPE = "text/event-stream";

    private final OutputStream out;
    private final ObjectMapper json;

    public EventSink(OutputStream out, ObjectMapper json) {
        this.out = out;
        this.json = json;
    }

    /// Whether a client asks for events rather than for one answer.
    public static boolean isWanted(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(MEDIA_TYPE);
    }

    /// Sends an event at once.
    ///
    /// @throws IOException if the client has gone
    public void send(String name, Object data) throws IOException {
        out.write("event: %s\ndata: ".formatted(name).getBytes(StandardCharsets.UTF_8));
        out.write(json.writeValueAsBytes(data)); // On one line, since strings in JSON hold no bare line breaks.
        out.write('\n');
        out.write('\n');
        out.flush();
    }
}
