package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.Document;
import dev.sextant.collection.Filter;
import dev.sextant.collection.StoredCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is there after a kill at any moment, and nothing is there by half.
class StoreCrashTest {
    private static final int ROUNDS = 6;

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Random random = new Random(11);
        int acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = Math.max(acknowledged, killAfter(random.nextInt(1, 60), random.nextInt(3_000_000)));
            checkEverything(acknowledged);
        }
    }

    /// @return documents that were acknowledged
    private int killAfter(int batches, int nanoseconds) throws IOException, InterruptedException {
        Process writer = Children.start(StoreWriter.class, directory.toString());
        int acknowledged = 0;
        try (BufferedReader lines = writer.inputReader()) {
            for (int i = 0; i < batches; i++) {
                acknowledged = Integer.parseInt(lines.readLine());
            }
            // The moment within the next write is left to chance.
            Thread.sleep(nanoseconds / 1_000_000, nanoseconds % 1_000_000);
            // By its handle, which leaves what it has said to be read.
            assertThat(writer.toHandle().destroyForcibly()).isTrue();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Integer.parseInt(line);
            }
        }
        assertThat(writer.waitFor()).isNotZero();
        return acknowledged;
    }

    private void checkEverything(int acknowledged) {
        try (EmbeddedStore store = EmbeddedStore.open(directory, Settings.DEFAULTS)) {
            assertThat(store.damaged()).isEmpty();
            StoredCollection a = store.find("a").orElseThrow();
            int there = (int) a.count(Filter.ALL);
            assertThat(there).isGreaterThanOrEqualTo(acknowledged).isEqualTo(Math.ceilDiv(there, 10) * 10);
            Map<String, List<Integer>> passages = new HashMap<>();
            a.forEach(Filter.ALL, (document, row, passage, vector) -> {
                checkIsWhole(document, vector);
                passages.computeIfAbsent(document.id(), id -> new ArrayList<>()).add(passage.start());
            });
            assertThat(passages)
                    .hasSize(there)
                    .allSatisfy((id, starts) -> assertThat(starts).hasSize(2));
            assertThat(a.page(
                            "",
                            there + 1,
                            new Filter(Map.of("n", List.of(new Filter.Compares(Filter.Order.GTE, 0.0))))))
                    .hasSize(there);
        }
    }

    private static void checkIsWhole(Document document, float[] vector) {
        int n = Integer.parseInt(document.id().substring(1));
        assertThat(document.text()).isEqualTo("text " + n);
        assertThat(document.metadata()).isEqualTo(Map.of("n", n));
        assertThat(vector).containsExactly(n, 0, 0, 0, 0, 0, 0);
    }
}
