package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server without keys that only this machine reaches, and what browsers there ask of it.
@QuarkusTest
class PageCheckTest {
    private static final String OWN = "Host: localhost:8081";
    private static final String JSON = "Content-Type: application/json";
    private static final String TEXTS = "{\"texts\": [\"hello\"], \"dimensions\": 4}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8081",
                "localhost.",
                "sextant.localhost:8081",
                "127.0.0.1:8081",
                "192.168.1.7",
                "[::1]:8081",
                "[FE80::1]"
            })
    void answersToItsAddressesAndToLocalhost(String host) {
        assertThat(RawCall.answer("GET", "/info", "", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8081",
                "EVIL.example.",
                "localhost.evil.example",
                "evillocalhost",
                "127.0.0.1.evil.example",
                "1.evil",
                ""
            })
    void doesNotAnswerToANameThatSomebodyMadeLeadHere(String host) {
        for (String path : List.of("/info", "/", "/collections", "/explorer/", "/q/health", "/v1/models", "/no-such")) {
            assertThat(RawCall.answer("GET", path, "", "Host: " + host))
                    .as(path)
                    .startsWith("HTTP/1.1 403")
                    .contains("header Host is ")
                    .contains(host);
        }
        assertThat(RawCall.answer("POST", "/embed", TEXTS, "Host: " + host, JSON))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"forbidden\"", "sextant.auth.hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: [::1].evil.example", "Host: localhost:evil.example", "Host: a@b", "Accept: */*"})
    void aHostThatNobodyCanReadIsTheCallersMistake(String header) {
        assertThat(RawCall.answer("GET", "/info", "", header))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"invalid_request\"", "header Host");
    }

    @Test
    void everyHostCounts() {
        assertThat(RawCall.answer("GET", "/info", "", OWN, "Host: evil.example"))
                .startsWith("HTTP/1.1 4");
        assertThat(RawCall.answer("GET", "/info", "", OWN, "X-Forwarded-Host: evil.example"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whoNamesNoHostIsNoBrowser() {
        assertThat(RawCall.answer("GET /info HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: http://localhost:3000",
                "Origin: http://localhost",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageFromElsewhereStartsAndChangesNothing(String header) {
        assertThat(RawCall.answer("PUT", "/collections/pages", "{}", OWN, JSON, header))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"forbidden\"", header.replaceFirst(": ", " is \\\\\"") + "\\\"")
                .contains("quarkus.http.cors");
        assertThat(RawCall.answer("GET", "/collections/pages", "", OWN)).startsWith("HTTP/1.1 404");
        for (String path : List.of("/embed", "/", "/v1/embeddings", "/collections/no-such/map", "/calibrate")) {
            assertThat(RawCall.answer("POST", path, TEXTS, OWN, JSON, header))
                    .as(path)
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(RawCall.answer("DELETE", "/collections/no-such", "", OWN, header))
                .startsWith("HTTP/1.1 403");
        assertThat(RawCall.answer("GET", "/info", "", OWN, header))
                .as("which it cannot read")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void itsOwnPageMayDoEverything() {
        assertThat(RawCall.answer("POST", "/embed", TEXTS, OWN, JSON, "Origin: http://localhost:8081"))
                .startsWith("HTTP/1.1 200");
        assertThat(RawCall.answer("POST", "/embed", TEXTS, "Host: [::1]:8081", JSON, "Origin: http://[::1]:8081"))
                .startsWith("HTTP/1.1 200");
        assertThat(RawCall.answer(
                        "POST", "/embed", TEXTS, OWN, JSON, "Origin: https://a.proxy", "Sec-Fetch-Site: same-origin"))
                .as("behind a proxy that sets Host")
                .startsWith("HTTP/1.1 200");
        assertThat(RawCall.answer("POST", "/embed", TEXTS, OWN, JSON, "Sec-Fetch-Site: none"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void programsNoticeNothing() {
        assertThat(RawCall.answer("POST", "/embed", TEXTS, OWN, JSON)).startsWith("HTTP/1.1 200");
        assertThat(RawCall.answer(
                        "POST",
                        "/",
                        TEXTS,
                        OWN,
                        JSON,
                        "ce-specversion: 1.0",
                        "ce-id: 1",
                        "ce-source: tests",
                        "ce-type: dev.sextant.embed"))
                .startsWith("HTTP/1.1 200");
    }
}
