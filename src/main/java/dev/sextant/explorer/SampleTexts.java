package dev.sextant.explorer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.collection.DocumentForm;
import dev.sextant.collection.Incoming;
import dev.sextant.collection.LineDocuments;
import dev.sextant.wire.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// About 300 short texts in eight topics, written for this project. Topics overlap here and there, as in eating for a
/// ride, so that there is something to find.
final class SampleTexts {
    private static final String FILE = "sample.jsonl";

    private SampleTexts() {}

    static List<Incoming> read(ObjectMapper json, Limits limits) {
        try (InputStream in = Objects.requireNonNull(SampleTexts.class.getResourceAsStream(FILE))) {
            DocumentForm form = new DocumentForm(limits, Clock.systemUTC());
            var lines = new LineDocuments(in, json, form, 0, Integer.MAX_VALUE);
            List<Incoming> texts = new ArrayList<>();
            for (Optional<Incoming> next = lines.next(); next.isPresent(); next = lines.next()) {
                texts.add(next.get());
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
