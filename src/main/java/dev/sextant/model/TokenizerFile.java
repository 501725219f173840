package dev.sextant.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// A model's `tokenizer.json` as the native library gets it. Where the library meets what its makers did not think of,
/// it ends the process: a file that breaks off in some places, a decoder that it does not know, a special token that is
/// nowhere described. So a folder's file is handed over as whole JSON, without its decoder, which is for texts and not
/// for vectors, and its special tokens are looked at. Those built in are as they should be.
final class TokenizerFile {
    static final String NAME = "tokenizer.json";

    private static final String DECODER = "decoder";
    private static final String POST_PROCESSOR = "post_processor";
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenizerFile() {}

    /// @param lowerCase whether texts are lower-cased first
    /// @throws IOException if the file is missing, or no JSON object
    static InputStream open(ModelFiles files, boolean lowerCase) throws IOException {
        if (lowerCase) {
            return lowerCasing(files);
        }
        return files.folder().isPresent() ? withoutDecoder(files) : files.open(NAME);
    }

    private static InputStream withoutDecoder(ModelFiles files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = files.open(NAME);
                JsonParser parser = JSON.createParser(in);
                JsonGenerator copy = JSON.createGenerator(out)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(NAME + " is no JSON object");
            }
            copy.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case DECODER -> parser.skipChildren();
                    case POST_PROCESSOR -> {
                        JsonNode node = JSON.readTree(parser);
                        requireSpecialTokens(node);
                        copy.writeFieldName(field);
                        JSON.writeTree(copy, node);
                    }
                    default -> {
                        copy.writeFieldName(field);
                        copy.copyCurrentStructureExact(parser);
                    }
                }
            }
            copy.writeEndObject();
        } catch (JacksonException e) {
            throw new IOException("%s is not valid JSON: %s".formatted(NAME, e.getOriginalMessage()), e);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    /// Templates name special tokens only that stand beside them, each with as many ids as words.
    private static void requireSpecialTokens(JsonNode processor) throws IOException {
        for (JsonNode part : processor.path("processors")) {
            requireSpecialTokens(part);
        }
        for (JsonNode piece : processor.path("single")) {
            JsonNode id = piece.path("SpecialToken").path("id");
            JsonNode token = processor.path("special_tokens").path(id.asText());
            boolean isKnown = id.isTextual()
                    && !token.path("ids").isEmpty()
                    && token.path("ids").size() == token.path("tokens").size();
            if (piece.has("SpecialToken") && !isKnown) {
                throw new IOException(
                        "%s has a template with %s, which is not among its special_tokens".formatted(NAME, id));
            }
        }
    }

    /// Puts a lower-casing step before the file's own normalisation, where sentence-transformers puts it too.
    private static InputStream lowerCasing(ModelFiles files) throws IOException {
        if (!(files.json(NAME) instanceof ObjectNode tokenizer)) {
            throw new IOException(NAME + " is no JSON object");
        }
        var steps = JSON.createArrayNode().add(JSON.createObjectNode().put("type", "Lowercase"));
        if (tokenizer.hasNonNull("normalizer")) {
            steps.add(tokenizer.get("normalizer"));
        }
        tokenizer.set(
                "normalizer", JSON.createObjectNode().put("type", "Sequence").set("normalizers", steps));
        tokenizer.remove(DECODER);
        requireSpecialTokens(tokenizer.path(POST_PROCESSOR));
        return new ByteArrayInputStream(JSON.writeValueAsBytes(tokenizer));
    }
}
