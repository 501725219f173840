package dev.sextant.collection;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sextant.Fault;
import dev.sextant.wire.JsonFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalDouble;

/// Documents from one JSON array, element by element. What cannot be read as JSON ends it, since nobody knows where the
/// next element starts.
public final class JsonDocuments implements DocumentSource {
    private final MeteredInput in;
    private final JsonParser parser;
    private final ObjectReader reader;
    private final DocumentForm form;
    private final long bytes;
    private long index = -1;

    /// @param bytes length of the whole, 0 where it is not known
    /// @param mostPerDocument most bytes of one element
    public JsonDocuments(InputStream in, ObjectMapper json, DocumentForm form, long bytes, long mostPerDocument)
            throws IOException {
        this.in = new MeteredInput(in, mostPerDocument);
        this.parser = json.createParser(this.in);
        // What follows an element is the next one.
        this.reader = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.form = form;
        this.bytes = bytes;
    }

    @Override
    public Optional<Incoming> next() throws IOException {
        try {
            if (index < 0) {
                start();
            }
            in.nextDocument();
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                end();
                return Optional.empty();
            }
            JsonNode node = reader.readTree(parser);
            return Optional.of(form.read(index++, node));
        } catch (JsonProcessingException e) {
            throw stopped(JsonFault.of(e, new byte[0]));
        }
    }

    private void start() throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_ARRAY) {
            throw new Fault.InvalidRequest(
                    "the body must be a list of documents, such as [{\"text\": \"a text\"}]; lines of documents come with Content-Type: application/x-ndjson");
        }
        index = 0;
    }

    private void end() throws IOException {
        if (parser.nextToken() != null) {
            throw stopped(
                    new Fault.InvalidRequest("the list of documents is followed by something else; send one list"));
        }
    }

    private Fault stopped(Fault.InvalidRequest fault) {
        return index <= 0
                ? fault
                : new Fault.InvalidRequest(
                        "%s; the %d documents before it may be kept by now, sending them again does no harm"
                                .formatted(fault.detail(), index));
    }

    @Override
    public OptionalDouble share() {
        return bytes > 0 ? OptionalDouble.of(Math.min(1, (double) in.count() / bytes)) : OptionalDouble.empty();
    }
}
