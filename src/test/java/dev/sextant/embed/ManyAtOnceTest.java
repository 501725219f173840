package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/// More requests than a server takes at once.
@QuarkusTest
@TestProfile(TwoAtOnce.class)
@Timeout(60)
class ManyAtOnceTest {
    private static final String REQUEST = "{\"texts\": [\"one too many\"], \"dimensions\": 4}";

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry metrics;

    /// Who notices first that a caller has gone is a matter of chance.
    @RepeatedTest(5)
    void whoComesToAFullServerIsRefusedAtOnceAndLetInWhenSomebodyHasLeft() throws Exception {
        double before = metrics.get("sextant.requests.refused").counter().count();
        try (StreamSocket first = open();
                StreamSocket second = open()) {
            Answer refused = Client.post("/embed", REQUEST);
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.json().path("code").asText()).isEqualTo("overloaded");
            assertThat(refused.json().path("detail").asText()).contains("2 requests", "sextant.limits.requests");
            assertThat(Long.parseLong(refused.header("retry-after-ms"))).isBetween(100L, 120_000L);
            assertThat(Client.get("/q/health/ready").status()).isEqualTo(200);
            assertThat(Client.get("/tei/health").status()).isEqualTo(200);
            first.end();
            assertThat(first.read()).contains("\"done\":true");
            awaitActive(1);
            assertThat(Client.post("/embed", REQUEST).status()).isEqualTo(200);
            second.reset();
            awaitActive(0);
        }
        assertThat(metrics.get("sextant.requests.refused").counter().count()).isEqualTo(before + 1);
    }

    /// A stream that was let in and has answered a line.
    private static StreamSocket open() throws IOException {
        StreamSocket stream = new StreamSocket(Client.port(), "?dimensions=4");
        stream.send("{\"text\": \"here first\"}");
        assertThat(stream.read()).contains("embedding");
        return stream;
    }

    private void awaitActive(int count) throws InterruptedException {
        while (metrics.get("sextant.requests.active").gauge().value() != count) {
            Thread.sleep(5);
        }
    }
}
