package dev.sextant.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Reads a list of lists of numbers without a box or a node for each; a row may also be base64 of little-endian
/// float32, as embed gives it. It reads on to the end when it has found something wrong: what follows is the request's
/// other fields.
final class VectorsReader extends JsonDeserializer<Vectors> {
    private static final int FIRST_ROW_CAPACITY = 1024;

    private final IntSupplier mostColumns;

    /// @param mostColumns values of a row
    VectorsReader(IntSupplier mostColumns) {
        this.mostColumns = mostColumns;
    }

    @Override
    public Vectors deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return new Reading(parser, mostColumns.getAsInt()).read();
    }

    private static final class Reading {
        private final JsonParser parser;
        private final int mostColumns;
        private final List<float[]> rows = new ArrayList<>();
        private Vectors.@Nullable Wrong wrong;
        private float[] values = new float[FIRST_ROW_CAPACITY];

        private Reading(JsonParser parser, int mostColumns) {
            this.parser = parser;
            this.mostColumns = mostColumns;
        }

        private Vectors read() throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                wrong = new Vectors.Wrong(null, " is %s; it is a list of lists of numbers".formatted(found()));
                parser.skipChildren();
                return new Vectors(rows, wrong);
            }
            for (int row = 0; parser.nextToken() != JsonToken.END_ARRAY; row++) {
                if (wrong != null) {
                    parser.skipChildren();
                } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                    row(row);
                } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    encoded(row);
                } else {
                    wrong = noRow(row);
                    parser.skipChildren();
                }
            }
            return new Vectors(rows, wrong);
        }

        private void row(int row) throws IOException {
            int columns = 0;
            for (; parser.nextToken() != JsonToken.END_ARRAY; columns++) {
                // Counted to its end, and not kept.
                if (wrong == null && columns < mostColumns) {
                    number(row, columns);
                }
                parser.skipChildren();
            }
            if (wrong == null) {
                end(row, columns);
            }
        }

        private void encoded(int row) throws IOException {
            byte[] bytes = decoded(parser.getText());
            if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
                wrong = noRow(row);
                return;
            }
            float[] vector = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            for (int column = 0; column < vector.length; column++) {
                if (!Float.isFinite(vector[column])) {
                    wrong = new Vectors.Wrong(
                            row,
                            "[%d] is base64 of %d float32, of which [%d] is %s; embed with encoding base64 or float"
                                    .formatted(row, vector.length, column, vector[column]));
                    return;
                }
            }
            values = vector.length > values.length ? vector : values;
            System.arraycopy(vector, 0, values, 0, vector.length);
            end(row, vector.length);
        }

        /// @return nothing where it is not base64
        private static byte[] decoded(String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        private Vectors.Wrong noRow(int row) throws IOException {
            return new Vectors.Wrong(
                    row,
                    "[%d] is %s; every row is a list of numbers, or base64 of little-endian float32"
                            .formatted(row, found()));
        }

        private void number(int row, int column) throws IOException {
            float value = parser.currentToken().isNumeric() ? parser.getFloatValue() : Float.NaN;
            if (!Float.isFinite(value)) {
                wrong = new Vectors.Wrong(
                        row,
                        "[%d][%d] is %s; every value is a finite number, at most 3.4e38 in size"
                                .formatted(row, column, found()));
                return;
            }
            if (column == values.length) {
                values = Arrays.copyOf(values, 2 * column);
            }
            values[column] = value;
        }

        /// Keeps the first of the values as a row.
        private void end(int row, int columns) {
            int expected = rows.isEmpty() ? columns : rows.getFirst().length;
            if (columns > mostColumns) {
                wrong = new Vectors.Wrong(
                        row,
                        "[%d] has %d values; at most %d are taken, send shorter vectors"
                                .formatted(row, columns, mostColumns),
                        mostColumns,
                        columns);
            } else if (columns == 0) {
                wrong = new Vectors.Wrong(row, "[%d] is empty; a vector has at least one value".formatted(row));
            } else if (columns != expected) {
                wrong = new Vectors.Wrong(
                        row,
                        "[%d] has %d values and [0] has %d; all rows have the same number"
                                .formatted(row, columns, expected));
            } else {
                rows.add(Arrays.copyOf(values, columns));
            }
        }

        private String found() throws IOException {
            return switch (parser.currentToken()) {
                case START_ARRAY -> "a list";
                case START_OBJECT -> "an object";
                case VALUE_STRING -> Check.quoted(parser.getText());
                default -> parser.getText();
            };
        }
    }
}
