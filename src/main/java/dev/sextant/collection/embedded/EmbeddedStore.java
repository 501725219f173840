package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.StoredCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Collections in a directory, each in one of its own, for one process at a time. A collection is opened when it is
/// first asked for.
public final class EmbeddedStore implements CollectionStore {
    private final DataDirectory directory;
    private final IndexConfig index;
    private final InstantSource clock;
    private final Map<String, EmbeddedCollection> open = new HashMap<>();
    private boolean isClosed;

    private EmbeddedStore(DataDirectory directory, IndexConfig index, InstantSource clock) {
        this.directory = directory;
        this.index = index;
        this.clock = clock;
    }

    /// Opens a store, which is made if it is not there; it is the caller's to close.
    ///
    /// @throws Fault.Conflict if another process uses it
    /// @throws Fault.Unavailable if the directory cannot be made or written
    public static EmbeddedStore open(Path dataDirectory, IndexConfig index) {
        return open(dataDirectory, index, InstantSource.system());
    }

    static EmbeddedStore open(Path dataDirectory, IndexConfig index, InstantSource clock) {
        return new EmbeddedStore(DataDirectory.open(dataDirectory), index, clock);
    }

    @Override
    public synchronized List<StoredCollection> collections() {
        List<StoredCollection> collections = new ArrayList<>();
        for (String name : names()) {
            try {
                collections.add(opened(name));
            } catch (Fault.Unavailable e) {
                // It is one of damaged().
            }
        }
        return collections;
    }

    @Override
    public synchronized int count() {
        return names().size();
    }

    @Override
    public synchronized SortedMap<String, String> damaged() {
        SortedMap<String, String> damaged = new TreeMap<>();
        for (String name : names()) {
            try {
                opened(name);
            } catch (Fault.Unavailable e) {
                damaged.put(name, e.detail());
            }
        }
        return damaged;
    }

    private List<String> names() {
        checkOpen();
        return directory.names().stream().filter(CollectionSpec::isName).toList();
    }

    @Override
    public synchronized Optional<StoredCollection> find(String name) {
        checkOpen();
        return isThere(name) ? Optional.of(opened(name)) : Optional.empty();
    }

    private boolean isThere(String name) {
        return CollectionSpec.isName(name) && Files.isDirectory(directory.of(name));
    }

    private EmbeddedCollection opened(String name) {
        return open.computeIfAbsent(
                name, absent -> new EmbeddedCollection(CollectionFiles.open(directory.of(name), clock, index)));
    }

    private void checkOpen() {
        if (isClosed) {
            throw closed();
        }
    }

    @Override
    public synchronized Created create(CollectionSpec spec, String fingerprint, int dimensions) {
        checkOpen();
        CollectionSpec.checkedName(spec.name());
        if (isThere(spec.name())) {
            return new Created(same(opened(spec.name()), spec), false);
        }
        directory.create(spec, fingerprint, dimensions, clock.instant());
        return new Created(opened(spec.name()), true);
    }

    private static StoredCollection same(EmbeddedCollection there, CollectionSpec spec) {
        there.spec().checkSame(spec);
        if (!spec.description().isEmpty() && !there.spec().description().equals(spec.description())) {
            there.files().describe(spec.description());
        }
        return there;
    }

    @Override
    public synchronized boolean drop(String name) {
        checkOpen();
        if (!isThere(name)) {
            return false;
        }
        Path hidden = directory.hidden();
        EmbeddedCollection collection = open.get(name);
        if (collection == null) {
            directory.hide(name, hidden);
            directory.delete(hidden);
        } else {
            Fault gone = new Fault.NotFound("collection \"%s\" was dropped".formatted(name));
            collection.files().close(gone, () -> directory.hide(name, hidden), () -> directory.delete(hidden));
            open.remove(name);
        }
        return true;
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            open.values().forEach(collection -> collection.files().close(closed(), () -> {}, () -> {}));
            directory.close();
        }
    }

    private static Fault closed() {
        return new Fault.Unavailable("the store is closed: the server is shutting down", null);
    }
}
