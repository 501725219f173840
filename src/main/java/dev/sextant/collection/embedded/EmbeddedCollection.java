package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.Column;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Found;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.Nearest;
import dev.sextant.collection.RowSample;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.Summary;
import dev.sextant.vectors.Matrix;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A collection in a directory of its own.
final class EmbeddedCollection implements StoredCollection {
    private final CollectionFiles files;
    private final FieldCounts fields = new FieldCounts();

    EmbeddedCollection(CollectionFiles files) {
        this.files = files;
    }

    CollectionFiles files() {
        return files;
    }

    @Override
    public CollectionSpec spec() {
        return files.spec();
    }

    @Override
    public String fingerprint() {
        return files.read(snapshot -> snapshot.view().generation().fingerprint());
    }

    @Override
    public int dimensions() {
        return files.read(snapshot -> snapshot.view().generation().rows().dimensions());
    }

    @Override
    public Summary summary() {
        return files.read(snapshot -> new Summary(
                snapshot.view().documents(),
                snapshot.view().live().cardinality(),
                files.bytes(),
                snapshot.instant("created"),
                snapshot.instant("updated"),
                fields.of(snapshot)));
    }

    @Override
    public void put(List<Entry> entries, String fingerprint) {
        Map<String, Entry> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.put(entry.document().id(), entry));
        files.write(change -> {
            checkModel(fingerprint);
            for (Entry entry : last.values()) {
                change.put(entry);
            }
            return last.size();
        });
    }

    private void checkModel(String fingerprint) {
        if (!fingerprint.equals(files.view().generation().fingerprint())) {
            throw new Fault.Conflict(
                    "collection \"%s\" has vectors of another version of the model \"%s\"; reembed it first"
                            .formatted(spec().name(), spec().model()));
        }
    }

    @Override
    public void annotate(List<Document> documents) {
        files.write(change -> {
            for (Document document : documents) {
                change.annotate(document);
            }
            return documents.size();
        });
    }

    @Override
    public int delete(List<String> ids) {
        return files.write(change -> {
            int deleted = 0;
            for (String id : ids) {
                deleted += change.delete(id) ? 1 : 0;
            }
            return deleted;
        });
    }

    @Override
    public long delete(Filter filter) {
        return files.write(change -> change.delete(FieldTable.clause(filter)));
    }

    @Override
    public List<Document> documents(List<String> ids) {
        return files.read(snapshot -> snapshot.documents(ids));
    }

    @Override
    public List<Document> page(String after, int limit, Filter filter) {
        return files.read(snapshot -> snapshot.page(after, limit, filter));
    }

    @Override
    public long count(Filter filter) {
        return files.read(snapshot -> snapshot.count(filter));
    }

    @Override
    public List<Optional<Document>> atRows(List<Integer> rows) {
        return files.read(snapshot -> snapshot.atRows(rows));
    }

    @Override
    public Column column(String field) {
        return files.read(snapshot -> snapshot.column(field));
    }

    @Override
    public Found nearest(Nearest nearest) {
        return files.read(snapshot -> new NearestDocuments(snapshot, nearest).find());
    }

    @Override
    public Matrix vectors(List<Integer> rows) {
        return files.read(snapshot -> snapshot.view().vectors(rows));
    }

    @Override
    public List<Integer> rows(String id) {
        return files.read(snapshot -> snapshot.rows(id));
    }

    @Override
    public Matrix sample(int atMost, long seed) {
        return files.read(
                snapshot -> snapshot.view().vectors(RowSample.of(snapshot.view().live(), atMost, seed)));
    }

    @Override
    public void forEach(Filter filter, PassageVisitor visitor) {
        files.read(snapshot -> {
            snapshot.forEach(filter, visitor);
            return true;
        });
    }

    @Override
    public void forEachVector(VectorVisitor visitor) {
        files.read(snapshot -> {
            snapshot.forEachVector(visitor);
            return true;
        });
    }

    @Override
    public BitSet liveRows() {
        return files.read(snapshot -> (BitSet) snapshot.view().live().clone());
    }

    @Override
    public Optional<KeptMap> map(int components) {
        return files.read(
                snapshot -> snapshot.view().generation().maps().with(components).read());
    }

    @Override
    public void keepMap(KeptMap map) {
        keepMap(map, file -> true);
    }

    @Override
    public boolean growMap(KeptMap from, KeptMap map) {
        return keepMap(map, file -> file.read().filter(from::isAs).isPresent());
    }

    private boolean keepMap(KeptMap map, Predicate<MapFile> isWanted) {
        return files.exclusively(() -> {
            checkModel(map.origin().fingerprint());
            MapFile file = files.view().generation().maps().with(map.components());
            boolean isKept = isWanted.test(file);
            if (isKept) {
                file.keep(map);
            }
            files.writer().execute("COMMIT");
            return isKept;
        });
    }

    @Override
    public boolean dropMap(int components) {
        return files.exclusively(() -> {
            boolean wasThere = files.view().generation().maps().with(components).drop();
            files.writer().execute("COMMIT");
            return wasThere;
        });
    }

    @Override
    public Rebuild rebuild(String fingerprint, int dimensions) {
        return EmbeddedRebuild.start(files, fingerprint, dimensions);
    }
}
