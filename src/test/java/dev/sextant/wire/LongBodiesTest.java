package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Funqy parses a body where its handler is called, and a thread of the event loop has other connections to serve.
@QuarkusTest
class LongBodiesTest {
    /// Which thread met a field of this name and what follows it: true where that was the event loop.
    private static final String MARK = "parsed-";

    private static final Map<String, Boolean> ON_EVENT_LOOP = new ConcurrentHashMap<>();

    private final String mark = MARK + UUID.randomUUID();

    /// A body of 90 kB with a field that nobody knows.
    private String body() {
        String vector = "[" + "1, ".repeat(99) + "1], ";
        return "{\"pairs\": [[0, 1]], \"matrix\": false, \"%s\": 0, \"vectors\": [%s[%s2]]}"
                .formatted(mark, vector.repeat(300), "1, ".repeat(99));
    }

    private void assertParsedElsewhere(HttpRequest.Builder request) {
        Answer answer =
                Client.send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body())));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(ON_EVENT_LOOP).containsEntry(mark, false);
    }

    @Test
    void ofARequestAreParsedOffTheEventLoop() {
        assertParsedElsewhere(Client.to("/compare"));
    }

    @Test
    void ofAnEventAreParsedOffTheEventLoop() {
        assertParsedElsewhere(Client.to("/")
                .header("ce-specversion", "1.0")
                .header("ce-id", mark)
                .header("ce-source", "/tests")
                .header("ce-type", "dev.sextant.compare"));
    }

    @ParameterizedTest
    @CsvSource({"/v1/embeddings, input", "/tei/embed, inputs"})
    void ofAResourceAreParsedOffTheEventLoop(String path, String field) {
        String body = "{\"%s\": 0, \"%s\": \"%s\"}".formatted(mark, field, "a lamp ".repeat(15_000));
        Client.post(path, body);

        assertThat(ON_EVENT_LOOP).containsEntry(mark, false);
    }

    @Singleton
    static final class Watch implements ObjectMapperCustomizer {

        @Override
        public void customize(ObjectMapper mapper) {
            mapper.addHandler(new DeserializationProblemHandler() {
                @Override
                public boolean handleUnknownProperty(
                        DeserializationContext context,
                        JsonParser parser,
                        JsonDeserializer<?> reader,
                        Object read,
                        String name) {
                    if (name.startsWith(MARK)) {
                        ON_EVENT_LOOP.put(name, Context.isOnEventLoopThread());
                    }
                    return false; // and so it goes on as for any field that nobody knows
                }
            });
        }
    }
}
