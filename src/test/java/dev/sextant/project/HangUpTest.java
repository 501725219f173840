package dev.sextant.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Limits;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A map is not made to its end for a caller who has left.
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HangUpTest {
    /// How often a caller is asked for before it leaves.
    private static final int ASKED = 20;

    @Inject
    Embedder embedder;

    @Inject
    CollectionStore store;

    @Inject
    Limits limits;

    @Inject
    ObjectMapper json;

    private static String body(int rows) {
        Random random = new Random(1);
        return IntStream.range(0, rows)
                .mapToObj(row -> random.ints(8, 0, 1_000).boxed().toList().toString())
                .collect(Collectors.joining(",", "{\"epochs\": 500, \"vectors\": [", "]}"));
    }

    @Test
    void stopsInTheMiddle() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ProjectFunction project =
                new ProjectFunction(embedder, store, limits, () -> () -> asked.incrementAndGet() > ASKED);
        ProjectRequest request = json.readValue(body(300), ProjectRequest.class);

        assertThatThrownBy(() -> project.project(request))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("the caller has hung up");
        assertThat(asked).hasValueGreaterThan(ASKED).hasValueLessThan(2 * ASKED);
    }
}
