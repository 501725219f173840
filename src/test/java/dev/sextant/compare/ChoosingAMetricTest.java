package dev.sextant.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds `docs/choosing-a-metric.md` to its word: every request gets what stands below it.
@QuarkusTest
class ChoosingAMetricTest {
    private static final Path PAGE = Path.of("docs/choosing-a-metric.md");
    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

    /// The page rounds to three decimals.
    private static final double ROUNDING = 6e-4;

    @Test
    void thePageTellsWhatTheServerAnswers() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(8);
        for (int i = 0; i < blocks.size(); i += 2) {
            Answer answer = Client.post("/compare", blocks.get(i));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertHolds("block " + i, Client.read(blocks.get(i + 1)), answer.json());
        }
    }

    /// What the page leaves out may be there.
    private static void assertHolds(String place, JsonNode told, JsonNode actual) {
        assertThat(actual.getNodeType()).as(place).isEqualTo(told.getNodeType());
        if (told.isNumber()) {
            assertThat(actual.asDouble()).as(place).isCloseTo(told.asDouble(), within(ROUNDING));
        } else if (told.isArray()) {
            assertThat(actual).as(place).hasSameSizeAs(told);
            for (int i = 0; i < told.size(); i++) {
                assertHolds("%s[%d]".formatted(place, i), told.path(i), actual.path(i));
            }
        } else {
            for (Map.Entry<String, JsonNode> field : told.properties()) {
                assertHolds(place + "." + field.getKey(), field.getValue(), actual.path(field.getKey()));
            }
        }
    }
}
