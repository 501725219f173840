package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Filter;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.MapBytes;
import dev.sextant.collection.Maps;
import dev.sextant.collection.StoredCollection;
import dev.sextant.vectors.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a store whose files are in use, damaged, or left by a crash.
class StoreFilesTest {
    @TempDir
    Path directory;

    private void fill(String... names) {
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            for (String name : names) {
                StoredCollection made = store.create(
                                CollectionStoreContract.spec(name, Metric.DOT),
                                "f1",
                                CollectionStoreContract.DIMENSIONS)
                        .collection();
                made.put(List.of(CollectionStoreContract.entry("x", "one", Map.of(), 1)), "f1");
            }
        }
    }

    private Path file(String name) {
        return directory.resolve("collections/broken").resolve(name);
    }

    @Test
    void aStoreIsForOneUserAtATime() {
        try (EmbeddedStore first = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            assertThat(first.collections()).isEmpty();
            assertThatThrownBy(() -> EmbeddedStore.open(directory, Settings.DEFAULTS))
                    .isInstanceOf(Fault.Conflict.class)
                    .hasMessageContainingAll(directory.toString(), "in use", "sextant.data-dir");
        }
        EmbeddedStore.open(directory, Settings.DEFAULTS).close();
    }

    @Test
    void anotherProcessIsRefused() throws Exception {
        try (EmbeddedStore first = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            Process second = Children.start(StoreWriter.class, directory.toString());
            assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Conflict")
                    .contains("in use");
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(first.collections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vectors-1.f32", "documents.db"})
    void aFileThatIsMissingCutOffOrOverwrittenIsNamed(String name) throws IOException {
        for (Damage damage : Damage.values()) {
            fill("broken", "sound");
            damage.to(file(name));
            try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
                assertThat(store.collections())
                        .extracting(each -> each.spec().name())
                        .containsExactly("sound");
                assertThat(store.damaged()).containsOnlyKeys("broken");
                assertThat(store.damaged().get("broken"))
                        .as("%s", damage)
                        .contains(file(name).toString());
                assertThatThrownBy(() -> store.find("broken"))
                        .isInstanceOf(Fault.Unavailable.class)
                        .hasMessageContaining(file(name).toString());
                assertThat(store.drop("broken")).isTrue();
                assertThat(store.damaged()).isEmpty();
            }
        }
    }

    @Test
    void aDamagedMapIsNamedAndTheRestIsSound() throws IOException {
        for (Damage damage : List.of(Damage.EMPTY, Damage.CUT_OFF, Damage.OVERWRITTEN)) {
            fill("broken");
            try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
                StoredCollection broken = store.find("broken").orElseThrow();
                broken.keepMap(map(IntStream.range(0, 1_000).toArray()));
                broken.keepMap(mapInSpace(0));
            }
            damage.to(file("map-1-2"));
            try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
                StoredCollection broken = store.find("broken").orElseThrow();
                assertThat(broken.count(Filter.ALL)).isEqualTo(1);
                assertThatThrownBy(() -> broken.map(2))
                        .as("%s", damage)
                        .isInstanceOf(Fault.Unavailable.class)
                        .hasMessageContainingAll(file("map-1-2").toString(), "damaged", "POST");
                assertThat(broken.map(3)).isPresent();
                assertThat(broken.dropMap(2)).isTrue();
                assertThat(broken.map(2)).isEmpty();
                broken.keepMap(map(0));
                assertThat(broken.map(2)).isPresent();
                store.drop("broken");
            }
        }
    }

    private static KeptMap map(int... rows) {
        return Maps.of("f1", CollectionStoreContract.DIMENSIONS, rows);
    }

    private static KeptMap mapInSpace(int... rows) {
        return Maps.inSpace("f1", CollectionStoreContract.DIMENSIONS, rows);
    }

    @Test
    void aMapFromTheTimeWhenThereWasOneIsTheOneOfItsComponents() throws IOException {
        for (KeptMap map : List.of(map(0), mapInSpace(0))) {
            fill("broken");
            Files.write(file("map-1"), MapBytes.write(map));
            for (int opened = 1; opened <= 2; opened++) {
                try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
                    StoredCollection a = store.find("broken").orElseThrow();
                    assertThat(MapBytes.write(a.map(map.components()).orElseThrow()))
                            .isEqualTo(MapBytes.write(map));
                    assertThat(a.map(5 - map.components())).isEmpty();
                }
            }
            assertThat(file("map-1")).doesNotExist();
            try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
                store.drop("broken");
            }
        }
    }

    @Test
    void aDamagedMapFromTheTimeWhenThereWasOneIsNamed() throws IOException {
        fill("broken");
        Files.writeString(file("map-1"), "not this");
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            StoredCollection a = store.find("broken").orElseThrow();
            assertThat(a.count(Filter.ALL)).isEqualTo(1);
            assertThatThrownBy(() -> a.map(2)).hasMessageContainingAll("map-1-2", "damaged", "?components=2");
            a.keepMap(map(0));
            assertThat(a.map(2)).isPresent();
        }
    }

    private enum Damage {
        MISSING,
        EMPTY,
        CUT_OFF,
        OVERWRITTEN;

        void to(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                switch (this) {
                    case MISSING -> Files.delete(file);
                    case EMPTY -> channel.truncate(0);
                    case CUT_OFF -> channel.truncate(4100);
                    case OVERWRITTEN ->
                        channel.write(ByteBuffer.wrap("not this".repeat(600).getBytes(StandardCharsets.UTF_8)), 0);
                }
            }
        }
    }

    @Test
    void damageFoundLaterIsNamedToo() throws IOException {
        fill("broken", "sound");
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            StoredCollection broken = store.find("broken").orElseThrow();
            Files.delete(file("vectors-1.f32"));
            assertThatThrownBy(() -> broken.put(List.of(CollectionStoreContract.entry("y", "two", Map.of(), 1)), "f1"))
                    .isInstanceOf(Fault.Unavailable.class)
                    .hasMessageContaining(file("vectors-1.f32").toString());
            assertThat(broken.count(Filter.ALL)).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "in the way");
        assertThatThrownBy(() -> EmbeddedStore.open(inTheWay.resolve("below"), Settings.DEFAULTS))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContainingAll(inTheWay.toString(), "sextant.data-dir");
        assertThatThrownBy(() -> EmbeddedStore.open(Path.of("/proc/sextant"), Settings.DEFAULTS))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("/proc/sextant");
    }

    @Test
    void whatACrashLeftIsRemoved() throws IOException {
        fill("a");
        Path collections = directory.resolve("collections");
        Files.createDirectories(collections.resolve(".new-1/x"));
        Files.createDirectories(collections.resolve(".dropped-1/x"));
        Files.writeString(collections.resolve("a/vectors-9.f32"), "half made");
        Files.writeString(collections.resolve("a/map-9-2"), "of a generation that was never used");
        Files.writeString(collections.resolve("a/map-1-2.new"), "half made");
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            assertThat(store.collections()).hasSize(1);
            assertThat(store.collections().getFirst().count(Filter.ALL)).isEqualTo(1);
        }
        try (Stream<Path> left = Files.walk(collections)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("collections", "a", "documents.db", "vectors-1.f32");
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS);
        StoredCollection a = store.create(CollectionStoreContract.spec("a", Metric.DOT), "f1", 7)
                .collection();
        store.close();
        store.close();
        assertThatThrownBy(() -> a.count(Filter.ALL)).isInstanceOf(Fault.Unavailable.class);
        assertThatThrownBy(store::collections).isInstanceOf(Fault.Unavailable.class);
    }

    @Test
    void rowsAreCompactedAtTheNextStart() {
        fill("a");
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            StoredCollection a = store.find("a").orElseThrow();
            float[] passages = new float[11_000];
            a.put(List.of(CollectionStoreContract.entry("many", "text", Map.of(), passages)), "f1");
            a.put(List.of(CollectionStoreContract.entry("many", "few", Map.of(), 2, 3)), "f1");
            assertThat(a.rows("many")).containsExactly(11_001, 11_002);
            a.keepMap(map(0, 5, 11_001));
            a.keepMap(mapInSpace(11_002));
        }
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            StoredCollection a = store.find("a").orElseThrow();
            assertThat(a.rows("many")).containsExactly(1, 2);
            assertThat(a.rows("x")).containsExactly(0);
            assertThat(a.vectors(List.of(0, 1, 2)).row(2)[0]).isEqualTo(3);
            assertThat(a.fingerprint()).isEqualTo("f1");
            KeptMap map = a.map(2).orElseThrow();
            assertThat(map.rows().stream()).containsExactly(0, 1);
            assertThat(IntStream.range(0, 2).mapToObj(at -> map.points().row(at)[0]))
                    .containsExactlyInAnyOrder(0f, 11_001f);
            assertThat(a.map(3).orElseThrow().rows().stream()).containsExactly(2);
            a.put(List.of(CollectionStoreContract.entry("y", "two", Map.of(), 4)), "f1");
            assertThat(a.rows("y")).containsExactly(3);
        }
        assertThat(directory.resolve("collections/a/vectors-1.f32")).doesNotExist();
        assertThat(directory.resolve("collections/a/map-1-2")).doesNotExist();
        assertThat(directory.resolve("collections/a/map-1-3")).doesNotExist();
    }
}
