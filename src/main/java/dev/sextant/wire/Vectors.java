package dev.sextant.wire;

import dev.sextant.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Vectors of a request as they came. What is wrong with them is kept until somebody asks, who knows the field's name.
public final class Vectors {
    private final List<float[]> rows;
    private final @Nullable Wrong wrong;

    Vectors(List<float[]> rows, @Nullable Wrong wrong) {
        this.rows = rows;
        this.wrong = wrong;
    }

    /// The first thing that is wrong.
    ///
    /// @param row where, `null` where it is not in a row
    /// @param what to be put behind the name of the field
    /// @param limit of the row's length, 0 where that is not what is wrong
    /// @param actual length of the row, where that is what is wrong
    record Wrong(@Nullable Integer row, String what, int limit, int actual) {

        Wrong(@Nullable Integer row, String what) {
            this(row, what, 0, 0);
        }

        private Fault in(String field) {
            if (limit > 0) {
                return new Fault.TooLarge(field + what, field, row, limit, actual);
            }
            return row == null
                    ? new Fault.InvalidRequest(field + what, field)
                    : new Fault.InvalidRequest(field + what, field, row);
        }
    }

    /// The vectors, each finite, all of the same length, which is at least 1.
    ///
    /// @param maxRows how many are taken at most
    /// @param remedy what to do with more
    /// @throws Fault if there are none or too many, or one is at fault
    public List<float[]> checked(String field, int maxRows, String remedy) {
        if (wrong != null) {
            throw wrong.in(field);
        }
        if (rows.isEmpty()) {
            throw new Fault.InvalidRequest("%s is empty; send at least one vector".formatted(field), field);
        }
        if (rows.size() > maxRows) {
            throw new Fault.TooLarge(
                    "%s has %d rows; at most %d are taken in one request, %s"
                            .formatted(field, rows.size(), maxRows, remedy),
                    field,
                    maxRows,
                    rows.size());
        }
        return rows;
    }
}
