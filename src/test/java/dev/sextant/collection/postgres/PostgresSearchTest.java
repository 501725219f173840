package dev.sextant.collection.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Found;
import dev.sextant.collection.Match;
import dev.sextant.collection.Nearest;
import dev.sextant.collection.Passage;
import dev.sextant.collection.Storage;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.embedded.Settings;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Searches by index and without, beside similarities computed here.
class PostgresSearchTest {
    private static final int ROWS = 1_500;
    private static final int QUERIES = 20;
    private static final int K = 10;

    @RegisterExtension
    private static final PostgresForTests POSTGRES = new PostgresForTests();

    private PostgresStore store;

    @BeforeEach
    void open() {
        store = PostgresStore.open(PostgresSettings.of(POSTGRES.server().url()), new Settings(100, 200, 4, 20));
    }

    @AfterEach
    void close() {
        store.drop("a");
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void exactSearchIsThatOfDoublePrecision(Metric metric) {
        Matrix vectors = random(ROWS, 33, 1, false);
        vectors.setRow(5, new float[33]);
        StoredCollection a = filled(metric, Storage.FLOAT, vectors);
        Matrix queries = random(QUERIES, 33, 2, false);
        for (Metric by : Metric.values()) {
            Found found = a.nearest(new Nearest(queries, by, K, Filter.ALL, true));
            assertThat(found.exact()).isTrue();
            for (int query = 0; query < QUERIES; query++) {
                assertThat(found.matches().get(query)).isEqualTo(nearest(vectors, queries.row(query), by, 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COSINE, FLOAT, 64",
        "DOT, FLOAT, 64",
        "EUCLIDEAN, FLOAT, 64",
        "COSINE, INT8, 64",
        "COSINE, BINARY, 64",
        "COSINE, FLOAT, 2100"
    })
    void findsByIndexWhatIsNearest(Metric metric, Storage storage, int dimensions) {
        Matrix vectors = clustered(ROWS, dimensions, 1, metric == Metric.COSINE);
        Matrix queries = clustered(QUERIES, dimensions, 2, metric == Metric.COSINE);
        StoredCollection a = filled(metric, storage, vectors);
        Found found = a.nearest(new Nearest(queries, metric, K, Filter.ALL, false));
        assertThat(found.exact()).isFalse();
        int right = 0;
        for (int query = 0; query < QUERIES; query++) {
            List<Match> nearest = nearest(vectors, queries.row(query), metric, 1);
            right += (int) found.matches().get(query).stream()
                    .filter(nearest::contains)
                    .count();
        }
        assertThat((double) right / K / QUERIES).isGreaterThan(0.95);
    }

    @Test
    void searchesWithoutAnIndexWhereThereCanBeNone() {
        Matrix vectors = random(200, 4_100, 1, true);
        StoredCollection a = filled(Metric.COSINE, Storage.FLOAT, vectors);
        Found found = a.nearest(new Nearest(vectors, Metric.COSINE, 1, Filter.ALL, false));
        assertThat(found.exact()).isTrue();
        assertThat(found.matches().get(7).getFirst().row()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"2", "20", "300"})
    void findsAsManyByIndexAsTheFilterAllows(int step) {
        Matrix vectors = clustered(ROWS, 64, 1, true);
        Matrix queries = clustered(QUERIES, 64, 2, true);
        StoredCollection a = filled(Metric.COSINE, Storage.FLOAT, vectors);
        Filter filter = CollectionStoreContract.where("of" + step, 0);
        Found found = a.nearest(new Nearest(queries, Metric.COSINE, K, filter, false));
        int right = 0;
        int all = 0;
        for (int query = 0; query < QUERIES; query++) {
            List<Match> nearest = nearest(vectors, queries.row(query), Metric.COSINE, step);
            assertThat(found.matches().get(query)).hasSameSizeAs(nearest);
            right += (int) found.matches().get(query).stream()
                    .filter(nearest::contains)
                    .count();
            all += nearest.size();
        }
        assertThat((double) right / all).isGreaterThan(0.95);
    }

    @Test
    void aDocumentOfManyPassagesDoesNotCrowdOutOthersByIndex() {
        StoredCollection a = filled(Metric.DOT, Storage.FLOAT, random(300, 16, 1, false));
        Matrix near = Matrix.zeros(60, 16);
        for (int row = 0; row < near.rows(); row++) {
            near.values()[16 * row] = 1_000 + row;
        }
        List<Passage> passages = IntStream.range(0, near.rows())
                .mapToObj(i -> new Passage(i, i + 1, 3, false))
                .toList();
        Document many = new Document("many", "x".repeat(near.rows()), Map.of(), Instant.EPOCH);
        a.put(List.of(new Entry(many, passages, near)), "f1");
        float[] query = new float[16];
        query[0] = 1;
        Found found = a.nearest(new Nearest(Matrix.of(1, 16, query), Metric.DOT, 3, Filter.ALL, false));
        assertThat(found.exact()).isFalse();
        assertThat(found.matches().getFirst()).hasSize(3).extracting(Match::id).startsWith("many");
        assertThat(found.matches().getFirst().getFirst().row()).isEqualTo(359);
    }

    private StoredCollection filled(Metric metric, Storage storage, Matrix vectors) {
        CollectionSpec spec = new CollectionSpec("a", "tiny", metric, storage, Optional.empty(), "");
        StoredCollection a = store.create(spec, "f1", vectors.columns()).collection();
        List<Entry> entries = new ArrayList<>();
        for (int row = 0; row < vectors.rows(); row++) {
            Map<String, Object> metadata = Map.of("of2", row % 2, "of20", row % 20, "of300", row % 300);
            entries.add(new Entry(
                    new Document(id(row), "text", metadata, Instant.EPOCH),
                    List.of(new Passage(0, 4, 3, false)),
                    Matrix.of(1, vectors.columns(), vectors.row(row))));
        }
        a.put(entries, "f1");
        return a;
    }

    private static String id(int row) {
        return "d%04d".formatted(row);
    }

    /// @param step one row in so many is allowed
    private static List<Match> nearest(Matrix vectors, float[] query, Metric metric, int step) {
        return IntStream.iterate(0, row -> row < vectors.rows(), row -> row + step)
                .mapToObj(row -> new Match(
                        id(row), row, metric.similarity(query, vectors.row(row)), new Passage(0, 4, 3, false)))
                .sorted(Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::id))
                .limit(K)
                .toList();
    }

    private static Matrix random(int rows, int columns, long seed, boolean isUnit) {
        return spread(rows, columns, seed, isUnit, 0);
    }

    /// Vectors around thirty centers, which indexes find more easily than noise, and which are more like texts.
    private static Matrix clustered(int rows, int columns, long seed, boolean isUnit) {
        return spread(rows, columns, seed, isUnit, 30);
    }

    private static Matrix spread(int rows, int columns, long seed, boolean isUnit, int centers) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int row = 0; row < rows; row++) {
            Random center = new Random(centers == 0 ? 0 : random.nextInt(centers));
            float[] vector = new float[columns];
            double squares = 0;
            for (int i = 0; i < columns; i++) {
                vector[i] = (float) (random.nextGaussian() + (centers == 0 ? 0 : 2 * center.nextGaussian()));
                squares += vector[i] * vector[i];
            }
            for (int i = 0; isUnit && i < columns; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
            matrix.setRow(row, vector);
        }
        return matrix;
    }
}
