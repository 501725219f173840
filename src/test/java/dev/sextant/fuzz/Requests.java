package dev.sextant.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Requests to every path: about right, with something wrong somewhere.
final class Requests {
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String EVENT = "application/cloudevents+json";
    private static final List<String> FUNCTIONS = List.of("embed", "compare", "search", "project");

    /// Parameters of all paths; one that a path does not know is passed over.
    private static final List<Map.Entry<String, List<String>>> PARAMETERS = List.of(
            Map.entry("filter", List.of("{\"a\": 1}", "{\"b\": [\"x\", true]}", "{\"a\": {\"gt\": 0}}", "{")),
            Map.entry("after", List.of("", "a", "b")),
            Map.entry("limit", List.of("1", "1000", "0")),
            Map.entry("k", List.of("1", "1000", "-1")),
            Map.entry("rows", List.of("0", "0,1", "1,1,1", "99999", ",")),
            Map.entry("ids", List.of("0", "0,1,5", "-1", "2147483648")),
            Map.entry("document", List.of("a", "b")),
            Map.entry("since", List.of("2026-01-31T00:00:00Z", "2026-01-31T00:00:00 01:00", "2026")),
            Map.entry("format", List.of("ndjson", "npy", "tsv", "documents")),
            Map.entry("components", List.of("2", "3", "4")),
            Map.entry("total", List.of("3", "-3", "9999999999")),
            Map.entry("model", List.of("tiny", "all-minilm-l6-v2", "other")),
            Map.entry("role", List.of("query", "document")),
            Map.entry("normalize", List.of("true", "false", "yes")),
            Map.entry("dimensions", List.of("1", "4", "0")),
            Map.entry("overflow", List.of("truncate", "error")),
            Map.entry("encoding", List.of("float", "base64", "int8", "binary")));

    private static final List<Map.Entry<String, String>> ATTRIBUTES = List.of(
            Map.entry("specversion", "1.0"),
            Map.entry("id", "e-1"),
            Map.entry("source", "here"),
            Map.entry("type", "dev.sextant.FUNCTION"),
            Map.entry("subject", "s"),
            Map.entry("traceparent", "00-1-2-01"),
            Map.entry("time", "2026-01-31T00:00:00Z"),
            Map.entry("dataschema", "urn:a"));

    private final SplittableRandom random;
    private final Mutation mutation;
    private final Map<String, List<byte[]>> seeds = new HashMap<>();
    private final List<Supplier<Request>> kinds;

    Requests(long seed) {
        this.random = new SplittableRandom(seed);
        this.mutation = new Mutation(random);
        this.kinds = Stream.of(
                        FUNCTIONS.stream()
                                .<Supplier<Request>>map(
                                        name -> () -> body("POST", "/" + name, JSON, name + "-request")),
                        Stream.<Supplier<Request>>of(
                                () -> body("POST", "/v1/embeddings", JSON, "openai"),
                                () -> body("POST", "/tei/embed", JSON, "tei-embed"),
                                () -> body("POST", "/tei/similarity", JSON, "tei-similarity"),
                                () -> body("POST", "/tei/tokenize", JSON, "tei-tokenize"),
                                () -> body("POST", "/embed/stream" + query(), LINES, "collection-lines"),
                                () -> body("POST", documents() + query(), JSON, "collection-list"),
                                () -> body("POST", documents() + query(), LINES, "collection-lines"),
                                () -> body("PUT", collection(), JSON, "collection"),
                                () -> body("POST", collection() + "/map", JSON, "collection-map-fields"),
                                () -> body("POST", collection() + "/reembed", JSON, "collection-map-fields"),
                                this::binaryEvent,
                                () -> body("POST", "/", EVENT, "event"),
                                this::read,
                                this::read,
                                this::read,
                                this::delete))
                .flatMap(each -> each)
                .toList();
        seeds.put(
                "openai",
                texts(
                        "{\"input\": [\"tea\", \"milk\"], \"model\": \"tiny\", \"encoding_format\": \"base64\", \"dimensions\": 4}",
                        "{\"input\": \"tea\", \"input_type\": \"query\"}"));
        seeds.put(
                "tei-embed",
                texts(
                        "{\"inputs\": [\"tea\", \"milk\"], \"truncate\": true, \"truncation_direction\": \"left\", \"normalize\": false, \"dimensions\": 4}",
                        "{\"inputs\": \"tea\", \"prompt_name\": \"query\"}"));
        seeds.put(
                "tei-similarity",
                texts(
                        "{\"inputs\": {\"source_sentence\": \"tea\", \"sentences\": [\"milk\", \"boat\"]}, \"parameters\": {\"truncate\": true}}"));
        seeds.put("tei-tokenize", texts("{\"inputs\": [\"tea 🧭\", \"milk\"], \"add_special_tokens\": false}"));
        seeds.put(
                "collection",
                texts(
                        "{\"model\": \"tiny\", \"metric\": \"cosine\", \"storage\": \"int8\", \"description\": \"d\"}",
                        "{\"chunk\": {\"tokens\": 16, \"overlap\": 4}, \"metric\": \"dot\"}",
                        "{}"));
        seeds.put("event", FUNCTIONS.stream().map(Requests::event).toList());
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] event(String function) {
        String data = new String(Targets.named(function + "-request").seeds().getFirst(), StandardCharsets.UTF_8);
        return "{\"specversion\": \"1.0\", \"id\": \"e-1\", \"source\": \"here\", \"type\": \"dev.sextant.%s\", \"subject\": \"s\", \"time\": \"2026-01-31T00:00:00Z\", \"traceparent\": \"00-1-2-01\", \"datacontenttype\": \"application/json\", \"data\": %s}"
                .formatted(function, data)
                .getBytes(StandardCharsets.UTF_8);
    }

    Request next() {
        Request request = kinds.get(random.nextInt(kinds.size())).get();
        return random.nextInt(40) == 0 ? rude(request) : request;
    }

    /// Measuring takes a while, so it is asked for now and then only.
    Request calibration() {
        return new Request(
                "POST",
                "/calibrate",
                headers(JSON),
                "{\"batchSizes\": [1, 2], \"texts\": [\"tea\", \"milk\"], \"model\": \"tiny\"}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Request body(String method, String target, String type, String name) {
        List<byte[]> examples = seeds.computeIfAbsent(name, Requests::examples);
        return new Request(method, target, headers(type), mutation.of(examples));
    }

    private static List<byte[]> examples(String target) {
        return Targets.named(target).seeds();
    }

    private Request binaryEvent() {
        String function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        Request plain = body("POST", "/", JSON, function + "-request");
        Map<String, String> headers = new LinkedHashMap<>(plain.headers());
        ATTRIBUTES.forEach(attribute -> {
            if (random.nextInt(20) > 0) {
                headers.put("ce-" + attribute.getKey(), random.nextInt(12) == 0 ? headerValue() : attribute.getValue());
            }
        });
        headers.computeIfPresent("ce-type", (name, value) -> value.replace("FUNCTION", function));
        return new Request("POST", "/", headers, plain.body());
    }

    private Request read() {
        String collection = collection();
        String target = pick(List.of(
                "/collections",
                collection,
                collection + "/documents",
                collection + "/documents/" + id(),
                collection + "/documents/" + id() + "/neighbors",
                collection + "/columns/" + encoded(pick(List.of("a", "b", OddValues.string(random)))),
                collection + "/inspection",
                collection + "/drift",
                collection + "/rows",
                collection + "/export",
                collection + "/map",
                collection + "/map/points",
                "/jobs",
                "/jobs/" + encoded(OddValues.string(random)),
                "/jobs/00000000-0000-0000-0000-000000000001",
                "/calibrate",
                "/info",
                "/v1/models",
                "/tei/info",
                "/tei/health",
                "/explorer/" + encoded(OddValues.string(random)),
                "/" + encoded(OddValues.string(random))));
        return new Request(
                pick(List.of("GET", "GET", "GET", "HEAD", "OPTIONS")), target + query(), headers(JSON), new byte[0]);
    }

    private Request delete() {
        String target = pick(List.of(
                documents() + "/" + id(), documents() + query(), collection() + "/map" + query(), "/jobs/" + id()));
        return new Request("DELETE", target, headers(JSON), new byte[0]);
    }

    /// Something that no library would send.
    private Request rude(Request request) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Request(
                        pick(List.of("PATCH", "TRACE", "post", "FETCH")),
                        request.target(),
                        request.headers(),
                        request.body());
            case 1 ->
                new Request(
                        request.method(),
                        request.target()
                                + pick(List.of(
                                        "%",
                                        "%zz",
                                        "%00",
                                        "%c3%28",
                                        "//..",
                                        ";a=b",
                                        "?%=%",
                                        "\u00e9",
                                        "/%2e%2e/",
                                        "|",
                                        "#a")),
                        request.headers(),
                        request.body());
            case 2 ->
                new Request(request.method(), "/" + latin(OddValues.string(random)), request.headers(), request.body());
            default ->
                new Request(
                        request.method(),
                        request.target(),
                        with(
                                request.headers(),
                                pick(List.of(
                                        "Content-Type",
                                        "Accept",
                                        "Authorization",
                                        "X-Request-Id",
                                        "Accept-Encoding",
                                        "If-None-Match",
                                        "ce-id",
                                        "Range",
                                        "Origin",
                                        "Cookie")),
                                headerValue()),
                        request.body());
        };
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private Map<String, String> headers(String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Type",
                random.nextInt(30) == 0
                        ? pick(List.of(JSON, LINES, EVENT, "text/plain", "application/json; charset=utf-16"))
                        : type);
        if (random.nextInt(8) == 0) {
            headers.put("Accept", pick(List.of("*/*", "text/event-stream", JSON, "image/png", "application/json;q=2")));
        }
        if (random.nextInt(8) == 0) {
            headers.put("Accept-Encoding", pick(List.of("gzip", "gzip;q=0", "*", "br, gzip;q=x")));
        }
        return headers;
    }

    private String collection() {
        return "/collections/"
                + (random.nextInt(12) == 0
                        ? encoded(OddValues.string(random))
                        : pick(List.of("books", "books", "books", "other")));
    }

    private String documents() {
        return collection() + "/documents";
    }

    private String id() {
        return encoded(random.nextInt(4) == 0 ? OddValues.string(random) : pick(List.of("a", "b", "c")));
    }

    private String query() {
        if (random.nextInt(3) == 0) {
            return "";
        }
        return Stream.generate(() -> pick(PARAMETERS))
                .limit(1 + random.nextInt(5))
                .map(parameter -> parameter.getKey() + "="
                        + encoded(random.nextInt(6) == 0 ? OddValues.string(random) : pick(parameter.getValue())))
                .collect(Collectors.joining("&", "?", ""));
    }

    private String headerValue() {
        return latin(OddValues.string(random));
    }

    /// What can stand in a line: a line's end would make another request of it.
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "~");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
