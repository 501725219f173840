package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page over HTTP: what is sent, with which headers, and how much of it.
@QuarkusTest
class ExplorerPageTest {
    private static final String PAGE = "/explorer/";
    private static final String MAP_START = "<script type=\"importmap\">";
    private static final int FIRST_LOAD_BYTES = 400_000;

    /// Whatever a module imports, in any of the ways to write it, minified or not, and whatever a page loads.
    private static final Pattern IMPORT =
            Pattern.compile("(?m)(?:\\bfrom\\s*|^\\s*import\\s*|;import\\s*|\\bimport\\(\\s*)[\"']([^\"'\\n]+)[\"']");

    private static final Pattern LOADED = Pattern.compile("<(?:script|link)[^>]* (?:src|href)=\"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/explorer"})
    void shorterPathsLeadToThePage(String path) {
        for (String method : List.of("GET", "HEAD")) {
            Answer answer = Client.send(Client.to(path).method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).endsWith("/explorer/");
        }
    }

    @Test
    void whatAnAddressSaysIsKeptOnTheWay() {
        assertThat(Client.get("/explorer?c=sample&k=20").header("Location")).endsWith("/explorer/?c=sample&k=20");
    }

    @Test
    void everyAnswerKeepsThePageToItself() {
        for (String path : List.of(PAGE, "/explorer/main.js", "/explorer/lib/three/LICENSE", "/explorer/nothing.js")) {
            Answer answer = Client.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'self'; script-src 'self' 'sha256-%s'; img-src 'self' blob: data:; "
                                    .formatted(hashOf(importMap(Client.get(PAGE).body())))
                            + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void nothingButTheImportMapIsInline() {
        String page = Client.get(PAGE).body();
        assertThat(page.split(Pattern.quote("<script"), -1)).hasSizeGreaterThan(2);
        Matcher scripts = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>").matcher(page);
        while (scripts.find()) {
            boolean isMap = scripts.group(1).equals(" type=\"importmap\"");
            assertThat(isMap || scripts.group(2).isBlank()).as(scripts.group()).isTrue();
        }
        assertThat(page.split(Pattern.quote("importmap"), -1)).hasSize(2);
        assertThat(page.toLowerCase(Locale.ROOT))
                .doesNotContain("<style")
                .doesNotContainPattern("<[^>]*\\s(?:style|on[a-z]+)=");
    }

    @Test
    void whatThePageImportsIsThere() {
        Map<String, Integer> sizes = firstLoad();
        assertThat(sizes.keySet())
                .contains(
                        "/explorer/main.js",
                        "/explorer/lib/three/three.core.min.js",
                        "/explorer/lib/lit-html/lit-html.js");
        JsonNode imports = Client.read(importMap(Client.get(PAGE).body())).path("imports");
        assertThat(imports.size()).isPositive();
        for (JsonNode target : imports) {
            if (!target.asText().endsWith("/")) {
                String path = resolve(PAGE, target.asText());
                Answer answer = Client.get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.header("Content-Type")).as(path).startsWith("text/javascript");
            }
        }
    }

    @Test
    void theFirstLoadIsLight() {
        Map<String, Integer> sizes = firstLoad();
        assertThat(sizes.values().stream().mapToInt(size -> size).sum())
                .as("%s", sizes)
                .isBetween(150_000, FIRST_LOAD_BYTES);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String path = "/explorer/lib/three/three.module.min.js";
        HttpResponse<byte[]> first = fetch(Client.to(path).header("Accept-Encoding", "br, gzip;q=0.8"));
        assertThat(first.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(first.headers().firstValue("Vary"))
                .hasValueSatisfying(vary -> assertThat(vary).isEqualToIgnoringCase("Accept-Encoding"));
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again =
                fetch(Client.to(path).header("Accept-Encoding", "gzip").header("If-None-Match", "\"other\", W/" + tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<byte[]> plain =
                fetch(Client.to(path).header("Accept-Encoding", "gzip;q=0").header("If-None-Match", tag));
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).isEqualTo(unzipped(first.body())).hasSizeGreaterThan(first.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/explorer/../application.properties",
                "/explorer/%2e%2e/%2e%2e/application.properties",
                "/explorer/..%2f..%2fapplication.properties",
                "/explorer/..%5c..%5capplication.properties",
                "/explorer/views",
                "/explorer/views/",
                "/explorer/lib/three/three.webgpu.min.js",
                "/explorerer"
            })
    void nothingElseIsServed(String path) {
        assertThat(Client.get(path).status()).isEqualTo(404);
    }

    @Test
    void pagesAreReadOnly() {
        Answer answer = Client.post(PAGE, "{}");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    /// Path to bytes on the wire, of the page and everything that it loads and imports before it draws.
    private static Map<String, Integer> firstLoad() {
        JsonNode imports = Client.read(importMap(Client.get(PAGE).body())).path("imports");
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Deque<String> left = new ArrayDeque<>(List.of(PAGE));
        while (!left.isEmpty()) {
            String path = left.pop();
            HttpResponse<byte[]> response = fetch(Client.to(path).header("Accept-Encoding", "gzip"));
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            sizes.put(path, response.body().length);
            String text = new String(unzipped(response.body()), StandardCharsets.UTF_8);
            Matcher names = (path.equals(PAGE) ? LOADED : IMPORT)
                    .matcher(path.equals(PAGE) || path.endsWith(".js") ? text : "");
            names.results()
                    .map(name -> target(path, name.group(1), imports))
                    .filter(next -> !sizes.containsKey(next) && !left.contains(next))
                    .forEach(left::push);
        }
        return sizes;
    }

    private static String target(String from, String name, JsonNode imports) {
        if (from.equals(PAGE) || name.startsWith(".") || name.startsWith("/")) {
            return resolve(from, name);
        }
        if (imports.has(name)) {
            return resolve(PAGE, imports.path(name).asText());
        }
        int slash = name.indexOf('/');
        String prefix = name.substring(0, slash + 1);
        assertThat(imports.has(prefix)).as("%s, imported by %s", name, from).isTrue();
        return resolve(PAGE, imports.path(prefix).asText() + name.substring(slash + 1));
    }

    private static String resolve(String base, String name) {
        return URI.create(base).resolve(name).getPath();
    }

    private static String importMap(String page) {
        int start = page.indexOf(MAP_START) + MAP_START.length();
        return page.substring(start, page.indexOf("</script>", start));
    }

    private static String hashOf(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<byte[]> fetch(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unzipped(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
