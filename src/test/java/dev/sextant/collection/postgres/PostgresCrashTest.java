package dev.sextant.collection.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.Filter;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.embedded.Children;
import dev.sextant.collection.embedded.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two processes write into one collection and are killed at any moment. What was acknowledged is there, once, and
/// nothing is there by half.
class PostgresCrashTest {
    private static final int ROUNDS = 3;

    @RegisterExtension
    private static final PostgresForTests POSTGRES = new PostgresForTests();

    @Test
    void whatWasAcknowledgedSurvivesAKillOfEitherProcess() throws Exception {
        Random random = new Random(11);
        int east = 0;
        int west = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Process eastern =
                    Children.start(PostgresWriter.class, POSTGRES.server().url(), "east", "" + east);
            Process western =
                    Children.start(PostgresWriter.class, POSTGRES.server().url(), "west", "" + west);
            east = Math.max(east, killAfter(random.nextInt(5, 60), random.nextInt(8), eastern));
            // The other one goes on.
            west = Math.max(west, killAfter(random.nextInt(60, 120), random.nextInt(8), western));
            checkEverything(east, west);
        }
    }

    /// @return documents that were acknowledged
    private static int killAfter(int batches, int milliseconds, Process writer)
            throws IOException, InterruptedException {
        int acknowledged = 0;
        try (BufferedReader lines = writer.inputReader()) {
            for (int i = 0; i < batches; i++) {
                acknowledged = Integer.parseInt(lines.readLine());
            }
            // The moment within the next write is left to chance.
            Thread.sleep(milliseconds);
            // By its handle, which leaves what it has said to be read.
            assertThat(writer.toHandle().destroyForcibly()).isTrue();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Integer.parseInt(line);
            }
        }
        assertThat(writer.waitFor()).isNotZero();
        return acknowledged;
    }

    private static void checkEverything(int east, int west) {
        try (PostgresStore store =
                PostgresStore.open(PostgresSettings.of(POSTGRES.server().url()), Settings.DEFAULTS)) {
            StoredCollection a = store.find("a").orElseThrow();
            Map<String, List<Integer>> passages = new HashMap<>();
            a.forEach(Filter.ALL, (document, row, passage, vector) -> {
                int n = Integer.parseInt(document.id().substring(4));
                assertThat(document.text()).isEqualTo("text " + n);
                assertThat(document.metadata()).isEqualTo(Map.of("n", n));
                assertThat(vector).containsExactly(n, 0, 0, 0, 0, 0, 0);
                passages.computeIfAbsent(document.id(), id -> new ArrayList<>()).add(passage.start());
            });
            for (int n = 0; n < east; n++) {
                assertThat(passages).containsKey("east" + n);
            }
            for (int n = 0; n < west; n++) {
                assertThat(passages).containsKey("west" + n);
            }
            assertThat(passages.size() % PostgresWriter.BATCH).isZero();
            assertThat(passages).allSatisfy((id, starts) -> assertThat(starts).hasSize(2));
            assertThat(a.count(Filter.ALL)).isEqualTo(passages.size());
            assertThat(a.summary().passages()).isEqualTo(2L * passages.size());
            assertThat(a.liveRows().cardinality()).isEqualTo(2 * passages.size());
            assertThat(a.page("", passages.size() + 1, Filter.ALL)).hasSize(passages.size());
        }
    }
}
