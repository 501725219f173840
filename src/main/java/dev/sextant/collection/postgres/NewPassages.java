package dev.sextant.collection.postgres;

import dev.sextant.collection.Entry;
import dev.sextant.collection.Passage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Passages to be added to a generation, in the order that they come.
final class NewPassages {
    private final Generation generation;
    private final List<Long> docs = new ArrayList<>();
    private final List<Passage> passages = new ArrayList<>();
    private final List<String> vectors = new ArrayList<>();

    NewPassages(Generation generation) {
        this.generation = generation;
    }

    /// @throws IllegalArgumentException if the vectors have other dimensions than the generation
    void add(long doc, Entry entry) {
        if (entry.vectors().columns() != generation.dimensions()) {
            throw new IllegalArgumentException("vectors have %d dimensions, the collection's have %d"
                    .formatted(entry.vectors().columns(), generation.dimensions()));
        }
        for (int i = 0; i < entry.passages().size(); i++) {
            docs.add(doc);
            passages.add(entry.passages().get(i));
            vectors.add(VectorText.of(entry.vectors().row(i)));
        }
    }

    /// Gives them the places behind all that there were.
    void write(Session session) throws SQLException {
        if (passages.isEmpty()) {
            return;
        }
        Integer[] places = new Integer[passages.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.addExact(generation.places(), i);
        }
        session.update(
                """
                INSERT INTO %s (place, doc, start, stop, tokens, truncated, vector)
                SELECT place, doc, start, stop, tokens, truncated, vector::vector
                FROM unnest(?::integer[], ?::bigint[], ?::integer[], ?::integer[], ?::integer[], ?::boolean[],
                    ?::text[]) AS given (place, doc, start, stop, tokens, truncated, vector)""".formatted(generation.table()),
                places,
                docs.toArray(new Long[0]),
                numbers(Passage::start),
                numbers(Passage::end),
                numbers(Passage::tokens),
                passages.stream().map(Passage::truncated).toArray(Boolean[]::new),
                vectors.toArray(new String[0]));
        session.update(
                "UPDATE generation SET places = places + ?, passages = passages + ? WHERE number = ?",
                places.length,
                places.length,
                generation.number());
    }

    private Integer[] numbers(Function<Passage, Integer> of) {
        return passages.stream().map(of).toArray(Integer[]::new);
    }
}
