package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.job.Work;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelSpace;
import java.util.List;

/// Embeds every document of a collection anew, beside the vectors that are searched, and switches at one stroke. One
/// that is cancelled or interrupted keeps what it has made: the next one goes on there.
final class Reembedding implements Work {
    private static final int WINDOW_DOCUMENTS = 256;

    private final StoredCollection collection;
    private final DocumentEmbedder embedder;

    Reembedding(Embedder embedder, StoredCollection collection) {
        this.collection = collection;
        this.embedder = new DocumentEmbedder(embedder, collection.spec());
    }

    @Override
    public void run(Progress progress) {
        ModelSpace space = embedder.space();
        if (space.fingerprint().equals(collection.fingerprint())) {
            return;
        }
        StoredCollection.Rebuild rebuild = collection.rebuild(space.fingerprint(), space.dimensions());
        long total = rebuild.remaining();
        progress.stage("embedding", total);
        long done = 0;
        do {
            List<Document> pending = rebuild.pending(WINDOW_DOCUMENTS);
            while (!pending.isEmpty()) {
                rebuild.put(embedder.entries(pending));
                done += pending.size();
                // Documents that came meanwhile make more of it, but the whole stays what it was announced as.
                progress.step(Math.min(done, total));
                pending = rebuild.pending(WINDOW_DOCUMENTS);
            }
        } while (!finished(rebuild, space));
    }

    private boolean finished(StoredCollection.Rebuild rebuild, ModelSpace space) {
        if (!embedder.space().fingerprint().equals(space.fingerprint())) {
            throw new Fault.Conflict("model %s changed again while collection %s was embedded; start over"
                    .formatted(space.model(), collection.spec().name()));
        }
        return rebuild.finish();
    }
}
