package dev.sextant.wire.auth;

import java.util.Locale;
import java.util.Optional;

/// What a key allows.
public enum Scope {
    /// Calls that leave everything as it was: functions, searches, and whatever is read of collections.
    READ,
    /// Calls that change collections, jobs or settings, and everything that [#READ] allows: who fills a collection must
    /// see what became of it.
    WRITE;

    /// Whether a key with this scope may do what needs the other.
    public boolean includes(Scope needed) {
        return compareTo(needed) >= 0;
    }

    /// As it stands in a file of keys.
    static Optional<Scope> of(String word) {
        for (Scope scope : values()) {
            if (scope.toString().equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
