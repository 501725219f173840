package dev.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Replays the examples of the API's description: what it says is what the server does.
@QuarkusTest
class OpenApiTest {
    private static final Path FILE = Path.of("src/main/resources/META-INF/openapi.yaml");
    private static final JsonNode API = read();

    /// What differs from one call, day or machine to the next.
    private static final Set<String> VOLATILE = Set.of(
            "timings",
            "requestId",
            "version",
            "seconds",
            "textsPerSecond",
            "tokensPerSecond",
            "best",
            "speedUpOverOne",
            "maxTokens",
            "created",
            "cached",
            "tookMs",
            "createdAt",
            "updatedAt",
            "bytes",
            "job",
            "jobs",
            "collections");

    /// Answers of which only the shape is fixed.
    private static final Set<String> SHAPES =
            Set.of("/info", "/tei/info", "/q/health/started", "/q/health/ready", "/q/health/live", "/jobs/{id}");

    /// What is not known everywhere.
    private static final Set<String> UNCERTAIN = Set.of("fallback", "error", "calibration");

    /// Answers whose lists are longer than the description shows.
    private static final Set<String> CUT = Set.of("/collections/{name}/inspection", "/collections/{name}/export");

    private static final String COLLECTION = "/collections/{name}";
    private static final String MAP = "/map";

    private static final double TOLERANCE = 1e-4;
    private static final String GOLDEN = "golden";

    /// A request of the description with the answer that it promises.
    ///
    /// @param type of the request's body, empty where there is none
    /// @param answerType of the example's body
    record Example(
            String method,
            String path,
            String name,
            String type,
            JsonNode request,
            String answerType,
            String status,
            JsonNode answer) {
        @Override
        public String toString() {
            return "%s %s: %s".formatted(method, path, name);
        }
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Example> goldens() {
        List<Example> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : API.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                found.addAll(examples(operation.getKey(), path.getKey(), operation.getValue(), GOLDEN));
            }
        }
        return found.stream();
    }

    static Stream<Example> faults() {
        return Stream.of(
                        List.of("/embed", "unknownModel"),
                        List.of("/embed", "blankText"),
                        List.of("/embed/stream", "badLine"),
                        List.of("/compare", "raggedVectors"),
                        List.of("/project", "oneLabel"),
                        List.of("/search", "unknownCollection"),
                        List.of("/", "unknownType"),
                        List.of("/v1/embeddings", "unknownModel"),
                        List.of("/tei/embed", "empty"))
                .flatMap(named ->
                        examples("post", named.get(0), operation("post", named.get(0)), named.get(1)).stream());
    }

    @Test
    void everyOperationHasAGoldenExample() {
        List<String> operations = API.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream().map(o -> o.getKey() + " " + path.getKey()))
                .toList();
        assertThat(goldens().map(example -> example.method + " " + example.path))
                .containsExactlyInAnyOrderElementsOf(operations)
                .hasSizeGreaterThan(25);
        assertThat(faults()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void goldenRequestsGetGoldenAnswers(Example example) {
        Answer answer = replay(example);
        assertThat(Integer.toString(answer.status())).as(answer.body()).isEqualTo(example.status);
        assertThat(answer.header("Content-Type")).startsWith(example.answerType);
        if (example.answerType.isEmpty()) {
            assertThat(answer.body()).isEmpty();
        } else if (example.answerType.equals("application/octet-stream")) {
            assertThat(answer.body()).startsWith(example.answer.asText());
        } else if (example.answerType.equals("text/plain")) {
            assertThat(names(answer.body())).containsAll(names(example.answer.asText()));
        } else {
            compare(example, answer);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void badRequestsGetTheDescribedFaults(Example example) {
        Answer answer = replay(example);
        assertThat(Integer.toString(answer.status())).as(answer.body()).isEqualTo(example.status);
        assertThat(answer.header("Content-Type")).startsWith(example.answerType);
        compare(example, answer);
    }

    @Test
    void everyStatusThatIsAnsweredIsDescribed() {
        for (String status :
                List.of("200", "400", "401", "404", "405", "406", "413", "415", "422", "429", "500", "503")) {
            assertThat(operation("post", "/embed").path("responses").has(status))
                    .as(status)
                    .isTrue();
        }
    }

    @Test
    void everyOperationSaysWhichKeyItTakes() {
        for (Map.Entry<String, JsonNode> path : API.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode responses = operation.getValue().path("responses");
                boolean isOpen = path.getKey().matches("/(q/health/.*|tei/health)");
                boolean isStored = path.getKey().matches("/(collections|jobs|calibrate).*");
                String name = operation.getKey() + " " + path.getKey();
                assertThat(responses.has("401")).as(name).isNotEqualTo(isOpen);
                assertThat(operation.getValue().has("security")).as(name).isEqualTo(isOpen);
                assertThat(responses.has("403"))
                        .as(name)
                        .isEqualTo(isStored && !operation.getKey().equals("get"));
            }
        }
        assertThat(API.at("/components/securitySchemes/apiKey/scheme").asText()).isEqualTo("bearer");
    }

    @Test
    void everyOperationSaysThatTheServerMayBeFull() {
        for (Map.Entry<String, JsonNode> path : API.path("paths").properties()) {
            boolean watches = path.getKey().matches("/(q/.*|tei/health)");
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                assertThat(operation.getValue().path("responses").has("429"))
                        .as("%s %s", operation.getKey(), path.getKey())
                        .isNotEqualTo(watches);
            }
        }
    }

    private static void compare(Example example, Answer answer) {
        List<JsonNode> expected = lines(example, example.answer);
        List<JsonNode> actual = example.answer.isTextual()
                ? answer.body().lines().map(Client::read).toList()
                : List.of(answer.json());
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            if (SHAPES.contains(example.path)) {
                assertShape(example.path, expected.get(i), actual.get(i));
            } else {
                assertAgrees(example.path, expected.get(i), cut(example, expected.get(i), actual.get(i)));
            }
        }
    }

    private static List<JsonNode> lines(Example example, JsonNode value) {
        return example.answer.isTextual()
                ? value.asText().lines().map(Client::read).toList()
                : List.of(value);
    }

    private static void assertAgrees(String place, JsonNode expected, JsonNode actual) {
        assertThat(actual.getNodeType()).as(place).isEqualTo(expected.getNodeType());
        if (expected.isObject()) {
            assertThat(keys(actual)).as(place).isEqualTo(keys(expected));
            for (String key : keys(expected)) {
                if (!VOLATILE.contains(key)) {
                    assertAgrees(place + "." + key, expected.path(key), actual.path(key));
                }
            }
        } else if (expected.isArray()) {
            assertThat(actual).as(place).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertAgrees("%s[%d]".formatted(place, i), expected.path(i), actual.path(i));
            }
        } else if (expected.isNumber()) {
            assertThat(actual.asDouble()).as(place).isCloseTo(expected.asDouble(), within(TOLERANCE));
        } else {
            assertThat(actual).as(place).isEqualTo(expected);
        }
    }

    /// The same keys and kinds of values; what is not known everywhere may be absent.
    private static void assertShape(String place, JsonNode expected, JsonNode actual) {
        assertThat(actual.getNodeType()).as(place).isEqualTo(expected.getNodeType());
        if (expected.isObject()) {
            assertThat(keys(expected)).as(place).containsAll(keys(actual));
            for (String key : keys(expected)) {
                if (!UNCERTAIN.contains(key)) {
                    assertShape(place + "." + key, expected.path(key), actual.path(key));
                }
            }
        } else if (expected.isArray()) {
            assertThat(actual).as(place).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertShape("%s[%d]".formatted(place, i), expected.path(i), actual.path(i));
            }
        }
    }

    /// The answer, with its lists as long as the example's.
    private static JsonNode cut(Example example, JsonNode expected, JsonNode actual) {
        if (!CUT.contains(example.path)) {
            return actual;
        }
        if (expected.isArray() && actual.size() > expected.size()) {
            ArrayNode start = new ObjectMapper().createArrayNode();
            for (int i = 0; i < expected.size(); i++) {
                start.add(cut(example, expected.path(i), actual.path(i)));
            }
            return start;
        }
        if (expected.isObject() && actual.isObject()) {
            ObjectNode copy = new ObjectMapper().createObjectNode();
            actual.properties()
                    .forEach(field ->
                            copy.set(field.getKey(), cut(example, expected.path(field.getKey()), field.getValue())));
            return copy;
        }
        return actual;
    }

    private static Answer replay(Example example) {
        String job =
                example.path.startsWith("/collections") || example.path.startsWith("/jobs") ? prepare(example) : "";
        HttpRequest.Builder request = Client.to(address(example, job));
        if (!example.answerType.isEmpty()) {
            request.header("Accept", example.answerType);
        }
        String body = example.request.isTextual() ? example.request.asText() : example.request.toString();
        return Client.send(
                example.type.isEmpty()
                        ? request.method(example.method.toUpperCase(Locale.ROOT), BodyPublishers.noBody())
                        : request.header("Content-Type", example.type)
                                .method(example.method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body)));
    }

    /// The collection of the examples, as the examples of making and filling it say.
    ///
    /// @return id of a job that has ended
    private static String prepare(Example example) {
        String path = COLLECTION.replace("{name}", golden(parameter("CollectionName")));
        Client.send(Client.to(path).DELETE());
        if (example.method.equals("put")) {
            return "";
        }
        String put = request(operation("put", COLLECTION), GOLDEN).getValue().toString();
        Client.send(Client.to(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(put)));
        if (example.method.equals("post") && !example.path.endsWith(MAP)) {
            return "";
        }
        String documents = COLLECTION + "/documents";
        Client.post(
                documents.replace(COLLECTION, path),
                request(operation("post", documents), GOLDEN).getValue().toString());
        if (example.path.contains(MAP) && !example.method.equals("post")) {
            endedJob(
                    path + MAP,
                    request(operation("post", COLLECTION + MAP), GOLDEN)
                            .getValue()
                            .toString());
        }
        return example.path.startsWith("/jobs") ? endedJob(path + "/reembed", "") : "";
    }

    private static String endedJob(String path, String body) {
        String id = Client.post(path, body).json().path("job").asText();
        Client.send(Client.to("/jobs/" + id).header("Accept", "text/event-stream"));
        return id;
    }

    /// The path with the golden values of its parameters.
    private static String address(Example example, String job) {
        String path = example.path;
        List<String> query = new ArrayList<>();
        for (JsonNode named : operation(example.method, example.path).path("parameters")) {
            JsonNode parameter = resolved(named);
            String value = parameter.path("name").asText().equals("id") && !job.isEmpty() ? job : golden(parameter);
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", encoded);
            } else if (!value.isEmpty() && parameter.path("in").asText().equals("query")) {
                query.add(name + "=" + encoded);
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static JsonNode parameter(String name) {
        return API.at("/components/parameters").path(name);
    }

    private static String golden(JsonNode parameter) {
        return parameter.at("/examples/golden/value").asText();
    }

    private static List<Example> examples(String method, String path, JsonNode operation, String name) {
        List<Example> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> status : operation.path("responses").properties()) {
            boolean isEmpty = status.getKey().startsWith("2") && !hasContent(operation);
            if (isEmpty && name.equals(GOLDEN)) {
                JsonNode nothing = API.path("absent");
                found.add(new Example(method, path, name, "", nothing, "", status.getKey(), nothing));
            }
            for (Map.Entry<String, JsonNode> answer :
                    resolved(status.getValue()).path("content").properties()) {
                JsonNode value = answer.getValue().path("examples").path(name).path("value");
                if (!value.isMissingNode()) {
                    Map.Entry<String, JsonNode> request = request(operation, name);
                    found.add(new Example(
                            method,
                            path,
                            name,
                            request.getKey(),
                            request.getValue(),
                            answer.getKey(),
                            status.getKey(),
                            value));
                }
            }
        }
        return found;
    }

    /// Whether a success has a body.
    private static boolean hasContent(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(status -> status.getKey().startsWith("2"))
                .anyMatch(status -> resolved(status.getValue()).has("content"));
    }

    private static Map.Entry<String, JsonNode> request(JsonNode operation, String name) {
        for (Map.Entry<String, JsonNode> content :
                operation.path("requestBody").path("content").properties()) {
            JsonNode value = content.getValue().path("examples").path(name).path("value");
            if (!value.isMissingNode()) {
                return Map.entry(content.getKey(), value);
            }
        }
        return Map.entry("", API.path("absent"));
    }

    private static JsonNode operation(String method, String path) {
        return API.path("paths").path(path).path(method);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? API.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Set<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /// Names of the figures that do not wait for the first embedding.
    private static Set<String> names(String figures) {
        return figures.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .filter(name -> !name.startsWith("sextant_cache") && !name.startsWith("sextant_embed"))
                .collect(Collectors.toSet());
    }
}
