package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Check;
import dev.sextant.wire.Functions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what the paths below `/collections` name.
@Singleton
final class CollectionLookup {
    private final CollectionStore store;
    private final Embedder embedder;
    private final Functions functions;

    @Inject
    CollectionLookup(CollectionStore store, Embedder embedder, Functions functions) {
        this.store = store;
        this.embedder = embedder;
        this.functions = functions;
    }

    /// @throws Fault.NotFound if this process keeps no collections
    CollectionStore store() {
        if (!functions.serveCollections()) {
            throw new Fault.NotFound("this server keeps no collections; see sextant.functions");
        }
        return store;
    }

    /// @throws Fault.NotFound if there is none of that name
    StoredCollection find(String name) {
        return store().find(name).orElseThrow(() -> missing(name));
    }

    static Fault missing(String name) {
        return new Fault.NotFound(
                "there is no collection %s; GET /collections lists them, PUT makes one".formatted(Check.quoted(name)));
    }

    CollectionInfo describe(StoredCollection collection) {
        boolean isStale = true;
        KeptMaps maps = KeptMaps.of(collection);
        @Nullable
        String error = maps.damages().stream().findFirst().map(Fault::detail).orElse(null);
        try {
            String now = embedder.space(collection.spec().model()).fingerprint();
            isStale = !now.equals(collection.fingerprint());
        } catch (Fault.UnknownModel | Fault.Unavailable e) {
            error = e.detail();
        }
        return CollectionInfo.of(collection, isStale, maps, error);
    }

    /// All collections in name order; those that cannot be opened say why.
    List<CollectionInfo> all() {
        List<CollectionInfo> all = new ArrayList<>();
        for (StoredCollection collection : store().collections()) {
            try {
                all.add(describe(collection));
            } catch (Fault.NotFound e) {
                // Dropped since it was listed.
            } catch (Fault.Unavailable e) {
                all.add(CollectionInfo.damaged(collection.spec().name(), e.detail()));
            }
        }
        store.damaged().forEach((name, error) -> all.add(CollectionInfo.damaged(name, error)));
        all.sort(Comparator.comparing(CollectionInfo::name));
        return all;
    }
}
