package dev.sextant.collection;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where documents come from, one after another, in bounded memory.
@FunctionalInterface
public interface DocumentSource {

    /// The next one, if there is one; blocks until it is whole.
    ///
    /// @throws IOException if the source breaks off
    /// @throws dev.sextant.Fault if nothing after this place can be read
    Optional<Incoming> next() throws IOException;

    /// How much of the source has been read, above 0 and up to 1, where that is known.
    default OptionalDouble share() {
        return OptionalDouble.empty();
    }
}
