package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobResourceTest {
    private static final String NAME = "rest-jobs";

    @Test
    void reembeddingIsAJobThatCanBeWatched() {
        Rest.create(NAME, "{}");
        Rest.add(NAME, "[{\"text\": \"a lighthouse\"}]");
        Answer started =
                Client.send(Client.to("/collections/%s/reembed".formatted(NAME)).POST(BodyPublishers.noBody()));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        String path = "/jobs/" + started.json().path("job").asText();
        assertThat(started.header("Location")).endsWith(path);
        Answer events = Client.send(Client.to(path).header("Accept", "text/event-stream"));
        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        String last = events.body().substring(events.body().lastIndexOf("event: "));
        assertThat(last).startsWith("event: done\ndata: ");
        JsonNode job = Client.read(last.substring(last.indexOf('{')));
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(job.path("kind").asText()).isEqualTo("reembed");
        assertThat(Rest.get(path)).isEqualTo(job);
        assertThat(Rest.delete(path).json()).isEqualTo(job);
        assertThat(Rest.get("/jobs").path("jobs").findValuesAsText("id"))
                .contains(started.json().path("job").asText());
        Rest.assertRefused(Client.get("/jobs/..%2F..%2Fsecret"), 404, "not_found", "secret");
        Rest.assertRefused(Client.get("/jobs/a%00b"), 404, "not_found", "there is no job");
        Rest.assertRefused(
                Client.send(Client.to("/collections/none/reembed").POST(BodyPublishers.noBody())),
                404,
                "not_found",
                "none");
    }
}
