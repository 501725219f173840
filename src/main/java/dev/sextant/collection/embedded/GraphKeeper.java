package dev.sextant.collection.embedded;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps a graph up with its rows, on a thread of its own that lives while there is something to do: loads it, extends
/// it when the rows beyond it become many, saves it now and then and when it is closed. Only [#close] waits for it.
final class GraphKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GraphKeeper.class);

    /// Rows taken in at one go; a fraction of a second's work, which close waits for.
    private static final int STEP = 256;

    /// Rows beyond the graph that are never worth a thread.
    private static final int FEW = 1_024;

    /// Rows beyond the graph, which every search looks at one by one, are at most one in so many.
    private static final int TAIL_SHARE = 50;

    private static final int SAVE_ROWS = 50_000;

    private final Supplier<ProximityGraph> empty;
    private final Supplier<BitSet> live;
    private final GraphFile file;
    private final int exactBelow;
    private volatile int count;
    private volatile boolean closed;
    private volatile @Nullable ProximityGraph graph;
    private @Nullable Thread worker;
    private int saved;

    /// Rows there were when the graph last failed to grow; no more than was saved of it is used for the next attempt.
    private int failedAt;

    private boolean isBroken;

    /// @param live the rows that are there; those that are not need not be in the graph
    GraphKeeper(Supplier<ProximityGraph> empty, Supplier<BitSet> live, GraphFile file, int exactBelow) {
        this.empty = empty;
        this.live = live;
        this.file = file;
        this.exactBelow = exactBelow;
    }

    /// The graph, once it covers some rows.
    Optional<ProximityGraph> graph() {
        return Optional.ofNullable(graph).filter(present -> present.covered() > 0);
    }

    /// Tells how many rows there are.
    synchronized void grown(int rows) {
        count = rows;
        if (worker == null && !closed && isDue()) {
            worker = Thread.ofPlatform().name("sextant-graph").daemon().start(this::work);
        }
    }

    /// Whether the graph covers all rows that it is to cover.
    synchronized boolean isIdle() {
        return worker == null;
    }

    /// Stops building within a moment, and saves what was built.
    @Override
    public void close() {
        closed = true;
        Thread last;
        synchronized (this) {
            last = worker;
        }
        try {
            if (last != null) {
                last.join();
            }
            save(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue() {
        ProximityGraph present = graph;
        int reached = Math.max(present == null ? 0 : present.covered(), failedAt);
        return count >= exactBelow && count - reached > Math.max(FEW, reached / TAIL_SHARE);
    }

    private void work() {
        try {
            ProximityGraph present = graph == null || isBroken ? loadOrBegin() : graph;
            graph = present;
            isBroken = false;
            while (hasMore(present)) {
                present.extend(live.get(), Math.min(count, present.covered() + STEP));
                save(Math.max(SAVE_ROWS, saved / 4));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // Every search looks at the rows beyond the graph, so all that is lost is speed.
            LOG.warn("the graph of a collection did not grow; that is tried again when there are more rows", e);
            giveUp();
        }
    }

    private synchronized void giveUp() {
        isBroken = true;
        failedAt = count;
        worker = null;
    }

    private synchronized boolean hasMore(ProximityGraph present) {
        if (!closed && present.covered() < count) {
            return true;
        }
        worker = null;
        return false;
    }

    private ProximityGraph loadOrBegin() {
        saved = 0;
        ProximityGraph loaded = empty.get();
        try {
            if (file.exists()) {
                file.load(loaded);
                saved = loaded.covered();
            }
            return loaded;
        } catch (IOException | RuntimeException e) {
            LOG.infof("%s is built anew: %s", file, e);
            return empty.get();
        }
    }

    /// @param rows how many new ones are worth it
    private void save(int rows) {
        ProximityGraph present = graph;
        if (present == null || isBroken || present.covered() - saved < rows) {
            return;
        }
        try {
            file.save(present);
            saved = present.covered();
        } catch (IOException e) {
            LOG.warnf(e, "%s cannot be written; it will be built anew at the next start", file);
        }
    }
}
