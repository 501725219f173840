package dev.sextant.collection.postgres;

import static dev.sextant.collection.CollectionStoreContract.entry;
import static dev.sextant.collection.CollectionStoreContract.nearest;
import static dev.sextant.collection.CollectionStoreContract.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Document;
import dev.sextant.collection.Filter;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.Maps;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.embedded.Settings;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two stores on one database, as two processes have them, and a database that fails them.
class SharedStoreTest {
    @RegisterExtension
    private static final PostgresForTests POSTGRES = new PostgresForTests();

    private CollectionStore east;
    private CollectionStore west;

    @BeforeEach
    void open() {
        east = open(PostgresSettings.of(POSTGRES.server().url()));
        west = open(PostgresSettings.of(POSTGRES.server().url()));
    }

    @AfterEach
    void close() {
        east.drop("a");
        east.close();
        west.close();
    }

    private static PostgresStore open(PostgresSettings settings) {
        return PostgresStore.open(settings, Settings.DEFAULTS);
    }

    private static StoredCollection create(CollectionStore store) {
        return store.create(spec("a", Metric.DOT), "f1", CollectionStoreContract.DIMENSIONS)
                .collection();
    }

    @Test
    void bothCreateOneCollection() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Boolean> isNew = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Boolean>> creators = List.of(creator(east, together), creator(west, together));
            for (Future<Boolean> each : threads.invokeAll(creators)) {
                isNew.add(each.get());
            }
        }
        assertThat(isNew).containsExactlyInAnyOrder(true, false);
    }

    private static Callable<Boolean> creator(CollectionStore store, CyclicBarrier together) {
        return () -> {
            together.await();
            return store.create(spec("a", Metric.DOT), "f1", CollectionStoreContract.DIMENSIONS)
                    .isNew();
        };
    }

    @Test
    void oneCreatesWhatTheOtherDrops() throws Exception {
        try (var threads = Executors.newFixedThreadPool(3)) {
            Future<?> creator = threads.submit(() -> repeat(200, () -> create(east)));
            Future<?> another = threads.submit(() -> repeat(200, () -> create(west)));
            Future<?> dropper = threads.submit(() -> repeat(200, () -> west.drop("a")));
            creator.get();
            another.get();
            dropper.get();
        }
        assertThat(create(east).count(Filter.ALL)).isZero();
    }

    private static void repeat(int times, Runnable something) {
        for (int i = 0; i < times; i++) {
            something.run();
        }
    }

    @Test
    void whatOnePlacesOnAMapTheOtherDoesNotUndo() {
        StoredCollection a = create(east);
        StoredCollection same = create(west);
        KeptMap kept = Maps.of("f1", CollectionStoreContract.DIMENSIONS, new int[] {0, 1});
        a.keepMap(kept);
        KeptMap seen = same.map(2).orElseThrow();
        assertThat(a.growMap(kept, with(kept, 2))).isTrue();
        assertThat(same.growMap(seen, with(seen, 3))).isFalse();
        assertThat(same.map(2).orElseThrow().rows().stream()).containsExactly(0, 1, 2);
    }

    private static KeptMap with(KeptMap map, int row) {
        return KeptMap.of(
                map.origin(),
                new int[] {0, 1, row},
                Matrix.zeros(3, 2),
                new int[3],
                BitSet.valueOf(new long[] {1L << row}),
                Matrix.zeros(2, CollectionStoreContract.DIMENSIONS),
                null);
    }

    @Test
    void oneSeesAtOnceWhatTheOtherWrites() {
        StoredCollection a = create(east);
        StoredCollection same = create(west);
        a.put(List.of(entry("x", "one", Map.of("n", 1), 1)), "f1");
        assertThat(same.liveRows().cardinality()).isEqualTo(1);
        assertThat(same.summary().fields()).hasSize(1);
        same.put(List.of(entry("x", "two", Map.of(), 2), entry("y", "three", Map.of(), 3)), "f1");
        assertThat(a.liveRows().stream()).containsExactly(1, 2);
        assertThat(a.summary().fields()).isEmpty();
        assertThat(a.nearest(nearest(5, Filter.ALL)).matches().getFirst())
                .extracting(match -> match.id() + match.score())
                .containsExactly("y3.0", "x2.0");
        east.drop("a");
        assertThatThrownBy(() -> same.count(Filter.ALL)).isInstanceOf(Fault.NotFound.class);
    }

    @Test
    void theSameDocumentsFromBothAreThereOnce() throws Exception {
        List<StoredCollection> both = List.of(create(east), create(west));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                StoredCollection a = both.get(i % 2);
                int first = 5 * (i / 4);
                writers.add(threads.submit(() -> {
                    for (int n = first; n < first + 10; n++) {
                        a.put(List.of(entry("d" + n, "text", Map.of("n", n), n, n)), "f1");
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        List<String> seen = new ArrayList<>();
        both.getFirst()
                .forEach(Filter.ALL, (document, row, passage, vector) -> seen.add(document.id() + passage.start()));
        assertThat(seen).hasSize(2 * 55).doesNotHaveDuplicates();
        assertThat(both.getLast().count(Filter.ALL)).isEqualTo(55);
        assertThat(both.getLast().summary().passages()).isEqualTo(110);
    }

    @Test
    void bothRebuildTogether() {
        StoredCollection a = create(east);
        a.put(List.of(entry("x", "one", Map.of(), 1), entry("y", "two", Map.of(), 1)), "f1");
        StoredCollection.Rebuild first = a.rebuild("f2", CollectionStoreContract.DIMENSIONS);
        StoredCollection.Rebuild second = create(west).rebuild("f2", CollectionStoreContract.DIMENSIONS);
        List<Document> pending = first.pending(2);
        first.put(pending.subList(0, 1).stream().map(SharedStoreTest::again).toList());
        second.put(pending.stream().map(SharedStoreTest::again).toList());
        assertThat(first.remaining()).isZero();
        assertThat(first.finish()).isTrue();
        assertThatThrownBy(second::finish).isInstanceOf(Fault.Conflict.class);
        assertThat(a.summary().passages()).isEqualTo(2);
        assertThat(a.fingerprint()).isEqualTo("f2");
    }

    private static dev.sextant.collection.Entry again(Document document) {
        return entry(document.id(), document.text(), document.metadata(), 7);
    }

    @Test
    void whatIsDroppedLeavesNoTable() {
        StoredCollection a = create(east);
        a.put(List.of(entry("x", "one", Map.of(), 1)), "f1");
        a.rebuild("f2", CollectionStoreContract.DIMENSIONS);
        a.forEach(Filter.ALL, (document, row, passage, vector) -> west.drop("a"));
        create(east);
        east.drop("a");
        assertThat(tables())
                .containsExactlyInAnyOrder(
                        "document_template", "passage_template", "left_over", "flyway_schema_history");
    }

    @Test
    void whatIsBeingReadKeepsNothingElse() {
        StoredCollection a = create(east);
        a.put(List.of(entry("x", "one", Map.of(), 1)), "f1");
        List<String> before = tables();
        east.create(spec("b", Metric.DOT), "f1", CollectionStoreContract.DIMENSIONS);
        assertThat(tables()).hasSizeGreaterThan(before.size());
        a.forEach(Filter.ALL, (document, row, passage, vector) -> {
            west.drop("a");
            west.drop("b");
            assertThat(tables()).containsExactlyInAnyOrderElementsOf(before);
        });
    }

    /// Names of tables with an underscore, as those of collections have it.
    private static List<String> tables() {
        List<String> names = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(POSTGRES.server().url());
                var tables = connection.getMetaData().getTables(null, "public", "%\\_%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return names;
    }

    @Test
    void goesOnAfterTheServerWasRestarted() throws Exception {
        StoredCollection a = create(east);
        a.put(List.of(entry("x", "one", Map.of(), 1)), "f1");
        POSTGRES.server().restart();
        Thread.sleep(1_100);
        a.put(List.of(entry("y", "two", Map.of(), 2)), "f1");
        assertThat(a.count(Filter.ALL)).isEqualTo(2);
    }

    @Test
    void manyThreadsShareFewConnections() throws Exception {
        try (CollectionStore narrow =
                        open(new PostgresSettings(Optional.of(POSTGRES.server().url()), 2, Duration.ofSeconds(60)));
                var threads = Executors.newFixedThreadPool(16)) {
            StoredCollection a = create(narrow);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int n = i;
                writers.add(threads.submit(() -> a.put(List.of(entry("d" + n, "text", Map.of())), "f1")));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(a.count(Filter.ALL)).isEqualTo(64);
        }
    }

    @Test
    void longReadsLeaveConnectionsToOthers() throws Exception {
        try (CollectionStore narrow =
                        open(new PostgresSettings(Optional.of(POSTGRES.server().url()), 4, Duration.ofSeconds(60)));
                var threads = Executors.newFixedThreadPool(2)) {
            StoredCollection a = create(narrow);
            a.put(List.of(entry("x", "one", Map.of())), "f1");
            CountDownLatch reading = new CountDownLatch(2);
            CountDownLatch end = new CountDownLatch(1);
            Callable<Boolean> reader = () -> {
                a.forEach(Filter.ALL, (document, row, passage, vector) -> {
                    reading.countDown();
                    await(end);
                });
                return true;
            };
            List<Future<Boolean>> readers = List.of(threads.submit(reader), threads.submit(reader));
            await(reading);

            assertThatThrownBy(reader::call)
                    .isInstanceOf(Fault.Unavailable.class)
                    .hasMessageContaining("half of all sextant.postgres.connections");
            a.put(List.of(entry("y", "two", Map.of())), "f1");
            assertThat(a.count(Filter.ALL)).isEqualTo(2);

            end.countDown();
            for (Future<Boolean> each : readers) {
                assertThat(each.get()).isTrue();
            }
            assertThat(reader.call()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWriterDoesNotWaitForEver() throws Exception {
        create(east);
        try (CollectionStore hasty =
                        open(new PostgresSettings(Optional.of(POSTGRES.server().url()), 2, Duration.ofMillis(200)));
                Connection other = DriverManager.getConnection(POSTGRES.server().url());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM collection FOR UPDATE");
            StoredCollection a = hasty.find("a").orElseThrow();
            assertThatThrownBy(() -> a.put(List.of(entry("x", "one", Map.of())), "f1"))
                    .isInstanceOf(Fault.Unavailable.class)
                    .hasMessageContaining("statement-timeout");
            assertThat(a.count(Filter.ALL)).isZero();
        }
    }

    @Test
    void saysThatADatabaseIsNotThere() {
        assertThatThrownBy(
                        () -> open(PostgresSettings.of(POSTGRES.server().url().replace("/postgres", "/absent"))))
                .isInstanceOf(Fault.Unavailable.class)
                // Its name is for the log, as all that the address holds.
                .hasMessageContaining("the database that sextant.postgres.url names is not there")
                .message()
                .doesNotContain("absent");
        assertThatThrownBy(() -> open(PostgresSettings.of("jdbc:postgresql://localhost:1/x")))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("cannot be reached at sextant.postgres.url");
    }
}
