package dev.sextant.explorer;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.postgres.PostgresConfig;
import dev.sextant.wire.DataConfig;
import dev.sextant.wire.Functions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The collection that a first visit shows: made once for a data directory, on one thread, after the server has begun
/// to answer. Whoever deletes it does not get it back: a file says that it was there.
@Singleton
final class Sample {
    private static final String NAME = "sample";

    private static final Logger LOG = Logger.getLogger(Sample.class);
    private static final String WAS_MADE = "explorer-sample-was-made";
    private static final long FAREWELL_MILLIS = 20_000;

    /// Whoever the server was started for is answered first.
    private static final long COURTESY_SECONDS = 2;

    private final String name;
    private final CollectionStore store;
    private final SampleMaker maker;
    private final boolean isWanted;
    private final Path wasMade;
    private volatile SampleReport report;
    private volatile boolean isStopping;
    private @Nullable Thread thread;

    @Inject
    Sample(
            CollectionStore store,
            SampleMaker maker,
            ExplorerConfig config,
            Functions functions,
            DataConfig data,
            PostgresConfig postgres) {
        this(
                NAME,
                store,
                maker,
                // What many processes share is not ours to fill.
                config.sample() && functions.serveExplorer() && postgres.url().isEmpty(),
                data.dataDir());
    }

    Sample(String name, CollectionStore store, SampleMaker maker, boolean isWanted, Path dataDirectory) {
        this.name = name;
        this.store = store;
        this.maker = maker;
        this.isWanted = isWanted;
        this.wasMade = dataDirectory.resolve(WAS_MADE);
        this.report = atFirst();
    }

    /// Whoever asks before the work has begun hears that it will be done, not that there is no sample.
    private SampleReport atFirst() {
        if (!isWanted) {
            return SampleReport.OFF;
        }
        return Files.exists(wasMade) ? SampleReport.READY : SampleReport.at("starting", 0, null);
    }

    SampleReport report() {
        SampleReport now = report;
        boolean isDeleted =
                now.state() == SampleReport.State.READY && store.find(name).isEmpty();
        return isDeleted ? SampleReport.OFF : now;
    }

    void serverStarted(@ObservesAsync HttpServerStart server) {
        CompletableFuture.delayedExecutor(COURTESY_SECONDS, TimeUnit.SECONDS).execute(this::start);
    }

    synchronized void start() {
        if (report.state() == SampleReport.State.PREPARING && !isStopping) {
            thread = Thread.ofPlatform().name("sample").daemon().start(this::prepare);
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        isStopping = true;
        if (thread != null) {
            // No interrupt, which would close the files that the thread happens to write.
            thread.join(FAREWELL_MILLIS);
        }
    }

    private void prepare() {
        try {
            boolean isOurs = maker.make(name, this::tell);
            Files.writeString(
                    wasMade, "Sextant makes the collection sample once; without this file it does so again.\n");
            report = isOurs ? SampleReport.READY : SampleReport.OFF;
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!isStopping) {
                String reason = e instanceof Fault fault ? fault.detail() : e.toString();
                LOG.warnf("The explorer's sample could not be prepared: %s", reason);
                report = SampleReport.failed(reason);
            }
        }
    }

    /// @throws CancellationException if the process ends; the next one goes on where this one was
    private void tell(SampleReport now) {
        if (isStopping) {
            throw new CancellationException();
        }
        report = now;
    }
}
