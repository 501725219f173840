package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.vectors.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    private static final List<String> NASTY = List.of(
            "</script><script>alert(1)</script>",
            "<!-- <script>",
            "{{script}} {{data}} $1 \\1",
            "two\nlines and a \u2028 separator",
            "\"quotes\" & 'others' \\ \u0007",
            "über 東京 \uD83E\uDD6F");

    private static String page(ProjectedFile projected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MapPage.of(projected).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode data(String page) throws JsonProcessingException {
        return new ObjectMapper().readTree(only(DATA, page));
    }

    private static String only(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).isTrue();
        String found = matcher.group(1);
        assertThat(matcher.find()).isFalse();
        return found;
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text number " + i).toList();
    }

    @Test
    void textsAreDataWhateverTheyHold() throws IOException {
        List<String> texts = new ArrayList<>(NASTY);
        texts.addAll(texts(14));
        String page = page(Maps.of("<i>&\"x\".txt", texts, 2, null));
        assertThat(data(page).path("texts")).extracting(JsonNode::asText).containsExactlyElementsOf(texts);
        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(page)
                .contains("<title>&lt;i&gt;&amp;&quot;x&quot;.txt</title>")
                .doesNotContain("alert(1)</");
    }

    @Test
    void thePageAsksNobodyForAnything() throws Exception {
        String page = page(Maps.of("a.txt", texts(20), 2, null));
        assertThat(page)
                .doesNotContainPattern("(?i)https?:|src=|href=|url\\(|@import|fetch\\(|XMLHttp|\\.innerHTML|eval\\(");
        assertThat(page)
                .contains("content=\"default-src 'none'; style-src '%s'; script-src '%s'\""
                        .formatted(hash(only(STYLE, page)), hash(only(SCRIPT, page))));
    }

    private static String hash(String inline) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void columnsHoldPointsAndThemes(int components) throws IOException {
        ProjectedFile projected = Maps.of("a.txt", texts(21), components, "kind");
        JsonNode data = data(page(projected));
        Matrix points = projected.map().projection().points();
        for (int column = 0; column < components; column++) {
            ByteBuffer values = bytes(data.path(List.of("x", "y", "z").get(column)));
            for (int row = 0; row < points.rows(); row++) {
                assertThat(values.getFloat()).isEqualTo(points.row(row)[column]);
            }
            assertThat(values.hasRemaining()).isFalse();
        }
        assertThat(data.has("z")).isEqualTo(components == 3);
        ByteBuffer themes = bytes(data.path("theme"));
        for (int theme : projected.map().themes().assignments()) {
            assertThat(themes.getInt()).isEqualTo(theme);
        }
        assertThat(data.path("themes")).hasSize(2).allMatch(theme -> !theme.has("parent"));
        ByteBuffer labels = bytes(data.at("/label/rows"));
        assertThat(data.at("/label/name").asText()).isEqualTo("kind");
        assertThat(data.at("/label/values").toString()).isEqualTo("[\"even\",\"odd\"]");
        for (int row = 0; row < points.rows(); row++) {
            assertThat(labels.getInt()).isEqualTo(row % 2);
        }
        assertThat(data.at("/quality/labelAgreement").asDouble()).isEqualTo(1);
    }

    private static ByteBuffer bytes(JsonNode base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64.asText())).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void longTextsAreCutBetweenCharacters() throws IOException {
        List<String> texts = new ArrayList<>(texts(15));
        texts.add("x".repeat(999) + "\uD83E\uDD6F and more");
        texts.add("y".repeat(1_000));
        List<String> shown = StreamSupport.stream(
                        data(page(Maps.of("a.txt", texts, 2, null)))
                                .path("texts")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
        assertThat(shown.get(15)).isEqualTo("x".repeat(999) + "…");
        assertThat(shown.get(16)).isEqualTo("y".repeat(1_000));
    }
}
