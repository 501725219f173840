package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.job.Job;
import dev.sextant.job.Jobs;
import dev.sextant.model.Embedder;
import dev.sextant.projection.MapSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Starts the jobs that make maps, and those that place new rows on them. However many ingestions end one after the
/// other, a collection has one job that places waiting and one that runs at most, and starts one a second at most.
@Singleton
public final class MapKeeper {
    private static final Logger LOG = Logger.getLogger(MapKeeper.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final CollectionLookup collections;
    private final Embedder embedder;
    private final Jobs jobs;
    private final Executor later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final Map<String, String> lastOf = new ConcurrentHashMap<>();
    private final Map<String, Seen> tried = new ConcurrentHashMap<>();

    /// A map with rows that wait for it: where it is the same after they were to be placed, they cannot be.
    private record Seen(Instant createdAt, int n, int waiting) {
        static Seen of(MapInfo map) {
            return new Seen(map.createdAt(), map.n(), map.waiting());
        }
    }

    @Inject
    MapKeeper(CollectionLookup collections, Embedder embedder, Jobs jobs) {
        this.collections = collections;
        this.embedder = embedder;
        this.jobs = jobs;
    }

    /// Queues the making of a map, which is kept in place of the one before.
    public Job make(StoredCollection collection, MapSpec spec) {
        String name = collection.spec().name();
        var work = new Mapping(
                collection,
                new ThemeWords(embedder, collection),
                spec,
                InstantSource.system(),
                () -> documentsCame(name));
        return jobs.start("map", name, work);
    }

    /// Sees to it that what came is placed soon.
    void documentsCame(String name) {
        if (announced.add(name)) {
            later.execute(() -> place(name));
        }
    }

    /// A process that ended, a job that was cancelled or one that could not be started may have left rows waiting, and
    /// another process may have brought some. They are placed when a map is looked at.
    void mapIsLookedAt(String name, MapInfo map) {
        if (map.waiting() > 0 && isPlacedByNobody(name, map)) {
            documentsCame(name);
        }
    }

    private boolean isPlacedByNobody(String name, MapInfo map) {
        Optional<Job> last = Optional.ofNullable(lastOf.get(name)).flatMap(jobs::find);
        return last.isEmpty()
                || switch (last.get().state()) {
                    // Of a job that failed, another look changes nothing.
                    case QUEUED, RUNNING, FAILED, INTERRUPTED -> false;
                    case CANCELLED -> true;
                    case DONE -> !Seen.of(map).equals(tried.put(key(name, map), Seen.of(map)));
                };
    }

    private static String key(String name, MapInfo map) {
        return "%s/%d".formatted(name, map.report().components());
    }

    private void place(String name) {
        announced.remove(name);
        try {
            Optional<StoredCollection> collection = collections.store().find(name);
            if (collection.isPresent() && waits(collection.get())) {
                lastOf.compute(
                        name,
                        (same, last) -> last != null && isQueued(last)
                                ? last
                                : jobs.start("place", name, new Placing(collection.get()))
                                        .id());
            }
        } catch (Fault e) {
            LOG.warnf("New documents of collection %s are not placed on its maps yet: %s", name, e.detail());
            // Whoever looks at a map next has it tried again.
            lastOf.remove(name);
        }
    }

    private static boolean waits(StoredCollection collection) {
        List<KeptMap> kept = KeptMaps.of(collection).maps();
        var live = collection.liveRows();
        return kept.stream().anyMatch(map -> live.cardinality() > map.count(live));
    }

    private boolean isQueued(String job) {
        return jobs.find(job).filter(each -> each.state() == Job.State.QUEUED).isPresent();
    }
}
