package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GraphKeeperTest {
    private static final int STARTING_ROWS = 1_500;

    /// The step that runs out of memory.
    private static final int FAILING_STEP = 3;

    private final Random random = new Random(5);
    private final MemoryRows rows = Vectors.clustered(STARTING_ROWS, 8, 20, random);
    private final Norms norms = new Norms(rows);

    /// How often rows were asked for, which happens with every step.
    private final AtomicInteger steps = new AtomicInteger();

    private BitSet live() {
        if (steps.incrementAndGet() == FAILING_STEP) {
            throw new OutOfMemoryError("of a test");
        }
        return Vectors.all(rows);
    }

    private void add(int count) {
        int before = rows.count();
        for (int i = 0; i < count; i++) {
            rows.add(Vectors.random(rows.dimensions(), random));
        }
        norms.added(before, rows.count());
    }

    private static void await(GraphKeeper keeper) {
        while (!keeper.isIdle()) {
            Thread.onSpinWait();
        }
    }

    private static Optional<Integer> covered(GraphKeeper keeper) {
        return keeper.graph().map(ProximityGraph::covered);
    }

    @Test
    void growsAgainWithMoreRowsAfterItFailed(@TempDir Path folder) {
        norms.added(0, rows.count());
        GraphKeeper keeper = new GraphKeeper(
                () -> new ProximityGraph(rows, norms, Metric.COSINE),
                this::live,
                new GraphFile(folder.resolve("graph"), rows),
                1_000);
        keeper.grown(rows.count());
        await(keeper);

        assertThat(covered(keeper)).as("what was there before it failed").contains(512);

        add(1_000);
        keeper.grown(rows.count());
        assertThat(keeper.isIdle()).as("a few more rows are no reason").isTrue();

        add(1_000);
        keeper.grown(rows.count());
        await(keeper);
        assertThat(covered(keeper)).contains(rows.count());

        keeper.close();
        assertThat(folder.resolve("graph")).isNotEmptyFile();
    }
}
