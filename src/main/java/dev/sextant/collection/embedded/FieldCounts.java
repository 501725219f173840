package dev.sextant.collection.embedded;

import dev.sextant.collection.Summary;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers how many values each field has, until something is written: counting walks the whole index. Thread-safe.
final class FieldCounts {
    private @Nullable View counted;
    private List<Summary.Field> fields = List.of();

    synchronized List<Summary.Field> of(Snapshot snapshot) throws SQLException {
        if (counted != snapshot.view()) {
            fields = snapshot.fields();
            counted = snapshot.view();
        }
        return fields;
    }
}
