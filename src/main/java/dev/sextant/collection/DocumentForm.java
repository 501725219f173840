package dev.sextant.collection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.model.WellFormed;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a document must look like on the wire: `{"id"?, "text", "metadata"?}`.
public final class DocumentForm {
    private static final int MOST_ID_CHARACTERS = 512;
    private static final int HASH_BYTES = 16;
    private static final char REPLACEMENT = '\uFFFD';

    private final long mostBytes;
    private final Clock clock;

    public DocumentForm(Limits limits, Clock clock) {
        this.mostBytes = limits.documentBytes().asLongValue();
        this.clock = clock;
    }

    /// Reads one document, or the fault that it has.
    ///
    /// @param index its place among those that came with it
    public Incoming read(long index, JsonNode node) {
        try {
            return new Incoming.Accepted(index, document(node));
        } catch (Fault fault) {
            return new Incoming.Refused(index, fault);
        }
    }

    private Document document(JsonNode node) {
        if (!node.isObject()) {
            throw new Fault.InvalidRequest("a document is %s; it is an object such as {\"text\": \"a text\"}"
                    .formatted(Check.quoted(node.toString())));
        }
        String text = text(node.path("text"));
        String id = node.hasNonNull("id") ? id(node.path("id")) : hash(text);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Document(id, text, wellFormed(Metadata.of(node.path("metadata"))), now);
    }

    private String text(JsonNode node) {
        if (!node.isTextual()) {
            String found = node.isMissingNode() ? "is missing" : "is " + Check.quoted(node.toString());
            throw new Fault.InvalidRequest("text %s; it is a string".formatted(found), "text");
        }
        String text = wellFormed(node.textValue());
        if (text.isBlank()) {
            throw new Fault.InvalidRequest("text is blank; leave the document out", "text");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > mostBytes) {
            throw new Fault.TooLarge(
                    "text has %d bytes; at most %d are kept of one document, split it".formatted(bytes, mostBytes),
                    "text",
                    mostBytes,
                    bytes);
        }
        return text;
    }

    private static String id(JsonNode node) {
        if (!node.isTextual()) {
            throw new Fault.InvalidRequest(
                    "id is %s; it is a string, put it in quotes".formatted(Check.quoted(node.toString())), "id");
        }
        String id = WellFormed.text(node.textValue());
        // A path cannot name the last two: clients and servers take them for steps.
        if (id.isBlank() || id.length() > MOST_ID_CHARACTERS || id.equals(".") || id.equals("..")) {
            throw new Fault.InvalidRequest(
                    "id is %s; it has 1 to %d characters, is not blank, and neither . nor .."
                            .formatted(Check.quoted(id), MOST_ID_CHARACTERS),
                    "id");
        }
        if (id.indexOf('\0') >= 0) {
            throw new Fault.InvalidRequest("id holds the character U+0000; leave it out", "id");
        }
        return id;
    }

    /// The id of a document that comes without one: the first 128 bits of its text's SHA-256.
    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, Object> wellFormed(Map<String, Object> metadata) {
        Map<String, Object> result = new LinkedHashMap<>();
        metadata.forEach((name, value) -> result.put(wellFormed(name), wellFormed(value)));
        return result;
    }

    private static Object wellFormed(Object value) {
        return switch (value) {
            case String text -> wellFormed(text);
            case List<?> list ->
                list.stream().map(element -> wellFormed((Object) element)).toList();
            default -> value;
        };
    }

    /// No lone surrogates and no U+0000, which not every store can keep.
    private static String wellFormed(String text) {
        return WellFormed.text(text).replace('\0', REPLACEMENT);
    }
}
