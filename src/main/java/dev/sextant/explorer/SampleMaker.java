package dev.sextant.explorer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.collection.CollectionRequest;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.Incoming;
import dev.sextant.collection.Ingestion;
import dev.sextant.collection.MapKeeper;
import dev.sextant.collection.StoredCollection;
import dev.sextant.job.Job;
import dev.sextant.job.Jobs;
import dev.sextant.model.Embedder;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the sample: the collection, its documents, its map. What is there already costs next to nothing, so it goes on
/// where a process that ended left it.
@Singleton
final class SampleMaker {
    /// By which a collection of the sample's name is known to be ours.
    private static final String DESCRIPTION =
            "About 300 short texts in eight topics, made by Sextant to look around in.";

    /// As many themes as the texts have topics.
    private static final int TOPICS = 8;

    /// Texts between two reports.
    private static final int PART = 32;

    private static final long POLL_MILLIS = 100;

    private final CollectionStore store;
    private final Embedder embedder;
    private final MapKeeper maps;
    private final Jobs jobs;
    private final ObjectMapper json;
    private final Limits limits;

    @Inject
    SampleMaker(CollectionStore store, Embedder embedder, MapKeeper maps, Jobs jobs, ObjectMapper json, Limits limits) {
        this.store = store;
        this.embedder = embedder;
        this.maps = maps;
        this.jobs = jobs;
        this.json = json;
        this.limits = limits;
    }

    /// @param progress hears how far it is, and may throw to stop: what is there stays
    /// @return whether there is a sample now; somebody else's collection of its name is left alone, and one that is
    ///     deleted meanwhile is not missed
    boolean make(String name, Consumer<SampleReport> progress) throws InterruptedException, IOException {
        Optional<StoredCollection> there = store.find(name);
        if (there.isPresent() && !there.get().spec().description().equals(DESCRIPTION)) {
            return false;
        }
        var wanted = new CollectionRequest(null, null, null, DESCRIPTION, null);
        StoredCollection collection = wanted.createIn(store, name, embedder).collection();
        try {
            ingest(collection, progress);
            await(map(collection, 3), progress);
            // Nobody waits for the flat one, which is not shown first.
            map(collection, 2);
            return true;
        } catch (Fault.NotFound e) {
            return false;
        }
    }

    private void ingest(StoredCollection collection, Consumer<SampleReport> progress) throws IOException {
        List<Incoming> texts = SampleTexts.read(json, limits);
        for (int from = 0; from < texts.size(); from += PART) {
            progress.accept(SampleReport.at("embedding", from, (long) texts.size()));
            Iterator<Incoming> part =
                    texts.subList(from, Math.min(from + PART, texts.size())).iterator();
            new Ingestion(embedder, collection, limits.documents())
                    .run(() -> part.hasNext() ? Optional.of(part.next()) : Optional.empty(), null, heard -> {});
        }
    }

    private Job map(StoredCollection collection, int components) {
        Recipe usual = Recipe.DEFAULT;
        Recipe recipe = new Recipe(
                usual.method(),
                components,
                usual.distance(),
                usual.neighbors(),
                usual.minDist(),
                usual.epochs(),
                usual.seed());
        return maps.make(collection, new MapSpec(recipe, new ThemeChoice.Count(TOPICS)));
    }

    private void await(Job started, Consumer<SampleReport> progress) throws InterruptedException {
        Job job = started;
        while (!job.state().isFinal()) {
            progress.accept(SampleReport.of(job));
            Thread.sleep(POLL_MILLIS);
            job = jobs.find(job.id()).orElse(job);
        }
        if (job.state() != Job.State.DONE) {
            throw new IllegalStateException("its map was not made: " + reason(job));
        }
    }

    private static String reason(Job job) {
        @Nullable Problem error = job.error();
        return error == null ? job.state().toString() : error.detail();
    }
}
