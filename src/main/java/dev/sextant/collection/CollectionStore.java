package dev.sextant.collection;

import dev.sextant.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps collections. What a method has done when it returns survives the end of the process at any moment.
/// Thread-safe. Every implementation passes the same contract tests.
public interface CollectionStore extends AutoCloseable {

    /// All collections that can be opened, in name order.
    ///
    /// @throws Fault.Conflict if another process uses the store
    /// @throws Fault.Unavailable if the store cannot be reached
    List<StoredCollection> collections();

    /// How many collections there are, damaged ones included. Opens none.
    int count();

    /// Collections that cannot be opened, by name, with what is wrong.
    Map<String, String> damaged();

    /// @throws Fault.Unavailable if it is there and damaged
    Optional<StoredCollection> find(String name);

    /// Creates a collection, or finds the one that is the same already; a new description replaces the old one.
    ///
    /// @param fingerprint of the model
    /// @param dimensions of its vectors
    /// @throws Fault.Conflict if one of that name differs in model, metric, storage or chunking
    Created create(CollectionSpec spec, String fingerprint, int dimensions);

    /// @return whether there was one; a damaged one can be dropped too
    boolean drop(String name);

    /// Ends the use of the store; what it keeps stays.
    @Override
    void close();

    /// @param isNew whether it was not there before
    record Created(StoredCollection collection, boolean isNew) {}
}
