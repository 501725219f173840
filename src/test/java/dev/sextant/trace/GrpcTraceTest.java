package dev.sextant.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import dev.sextant.trace.Collector.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/// Traces go over gRPC unless somebody says otherwise.
@QuarkusTest
@TestProfile(Traced.ByGrpc.class)
class GrpcTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void spansArriveOverGrpc() throws InterruptedException {
        Client.send(Client.to("/embed")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-%s-b7ad6b7169203331-01".formatted(TRACE))
                .POST(BodyPublishers.ofString("{\"texts\": [\"a letter sent over another wire\"]}")));

        assertThat(Traced.collector().await(TRACE, "POST /embed", "tokenise", "infer"))
                .extracting(Received::name)
                .contains("queue");
    }
}
