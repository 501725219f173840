package dev.sextant.collection;

import dev.sextant.vectors.Matrix;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// One collection. A *row* is a passage's place among the vectors; it stays the same until the passage's text changes,
/// and rows of passages that are gone stay empty. Thread-safe; a write is seen by every read that starts after it.
///
/// Every method throws [dev.sextant.Fault.NotFound] once the collection was dropped and
/// [dev.sextant.Fault.Unavailable], naming the file, where the store fails (no space left, damage).
public interface StoredCollection {

    CollectionSpec spec();

    /// Fingerprint of the model that made the vectors that are searched.
    String fingerprint();

    int dimensions();

    Summary summary();

    /// Adds documents or replaces those of the same ids, all or none of them.
    ///
    /// @param fingerprint of the model that made the vectors
    /// @throws dev.sextant.Fault.Conflict if that is not [#fingerprint()], since such vectors cannot be mixed
    void put(List<Entry> entries, String fingerprint);

    /// Replaces the metadata of documents whose text stays the same, all or none; ids that are gone are left out.
    void annotate(List<Document> documents);

    /// @return how many there were
    int delete(List<String> ids);

    /// @return how many there were
    long delete(Filter filter);

    /// The documents that are there of these, in no particular order.
    List<Document> documents(List<String> ids);

    /// A page of documents in id order (by UTF-8 bytes).
    ///
    /// @param after only ids beyond this one; empty for the first page
    List<Document> page(String after, int limit, Filter filter);

    long count(Filter filter);

    /// The documents of these rows, in the order asked for; empty where a row is.
    List<Optional<Document>> atRows(List<Integer> rows);

    Column column(String field);

    Found nearest(Nearest nearest);

    /// Vectors of rows, `[rows × dimensions]`, in the order asked for.
    ///
    /// @throws IllegalArgumentException if a row is empty
    Matrix vectors(List<Integer> rows);

    /// Rows of a document's passages, in the order of its text; none where there is no such document.
    List<Integer> rows(String id);

    /// Vectors of passages drawn by chance, or of all where there are no more.
    Matrix sample(int atMost, long seed);

    /// Every passage of matching documents, as of one moment, in row order and in constant memory.
    void forEach(Filter filter, PassageVisitor visitor);

    /// Every vector with the time of its document, as of one moment, in row order and in constant memory.
    void forEachVector(VectorVisitor visitor);

    /// Rows that are not empty; the caller's own.
    BitSet liveRows();

    /// The map with so many components that was kept of the vectors that are searched, if there is one. It may have
    /// rows that are empty by now, and lack others.
    ///
    /// @param components one of [KeptMap#COMPONENTS]
    /// @throws dev.sextant.Fault.Unavailable if it is damaged; another can be kept in its place
    Optional<KeptMap> map(int components);

    /// Keeps a map in place of the one with as many components, at one stroke. Maps go when the vectors of a rebuild
    /// take over.
    ///
    /// @throws dev.sextant.Fault.Conflict if it is of vectors of another model
    void keepMap(KeptMap map);

    /// Keeps a map with more rows in place of the one that it grew from, if that is kept and as it was: a map that was
    /// dropped meanwhile does not come back, and what another process placed on it is not undone.
    ///
    /// @return whether it was
    /// @throws dev.sextant.Fault.Conflict as [#keepMap] does
    boolean growMap(KeptMap from, KeptMap map);

    /// @param components one of [KeptMap#COMPONENTS]
    /// @return whether there was one; a damaged one can be dropped too
    boolean dropMap(int components);

    /// Starts or goes on with vectors of another model, beside those that are searched.
    Rebuild rebuild(String fingerprint, int dimensions);

    /// Gets passages with their vectors; the array is only good during the call.
    @FunctionalInterface
    interface PassageVisitor {
        /// Comes first.
        ///
        /// @param passages how many there will be
        /// @param dimensions of their vectors
        default void start(long passages, int dimensions) {}

        void visit(Document document, int row, Passage passage, float[] vector);
    }

    /// Gets vectors; the array is only good during the call.
    @FunctionalInterface
    interface VectorVisitor {
        void visit(Instant updatedAt, float[] vector);
    }

    /// Vectors of another model in the making. Documents that are added, replaced or deleted meanwhile are taken care
    /// of. Goes on where it was left after a restart with the same model.
    interface Rebuild {
        /// Documents still to be embedded.
        long remaining();

        /// Some of them.
        List<Document> pending(int limit);

        /// Keeps their new vectors; those of documents that changed since [#pending] are dropped.
        void put(List<Entry> entries);

        /// Searches the new vectors from now on and drops the old ones, at one stroke, if nothing remains.
        ///
        /// @return whether it did
        boolean finish();

        /// Drops the new vectors.
        void abandon();
    }
}
