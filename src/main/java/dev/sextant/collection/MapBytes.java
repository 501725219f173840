package dev.sextant.collection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sextant.projection.Theme;
import dev.sextant.projection.Themes;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A map of a collection as bytes, for stores to keep.
///
/// Everything is little-endian: magic `SXTMAP01`; int32 length of a JSON object and the object, which says how the map
/// came about and how long the columns are; int32 row and int32 theme a row; float32 points, row by row; int32 rows
/// that were placed later; float32 theme centers; for linear maps the mean and the directions; int64 CRC-32C of all
/// that. 8 bytes and 4 a component for each row.
public final class MapBytes {
    private static final byte[] MAGIC = "SXTMAP01".getBytes(StandardCharsets.US_ASCII);

    /// Rows have numbers below this: the vectors of so many take hundreds of gigabytes.
    private static final int MOST_ROWS = 1 << 28;

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private MapBytes() {}

    /// @param n rows
    /// @param placed rows that were placed later
    /// @param themes rows of the theme centers
    private record Header(
            KeptMap.Origin origin, int n, int components, int placed, int themes, int dimensions, boolean isLinear) {
        long bytes() {
            long linear = isLinear ? 1L + components : 0;
            return Integer.BYTES * (n * (2L + components) + placed + (themes + linear) * dimensions) + Long.BYTES;
        }
    }

    /// @throws IllegalArgumentException if it is larger than an array can be, which takes 100 million rows
    public static byte[] write(KeptMap map) {
        Header header = header(map);
        byte[] json = json(header);
        long length = MAGIC.length + Integer.BYTES + json.length + header.bytes();
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a map of %d rows has %d bytes".formatted(map.size(), length));
        }
        byte[] bytes = new byte[(int) length];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(json.length).put(json);
        for (int i = 0; i < map.size(); i++) {
            out.putInt(map.row(i));
        }
        for (int i = 0; i < map.size(); i++) {
            out.putInt(map.theme(i));
        }
        put(out, map.points());
        map.placed().stream().forEach(out::putInt);
        put(out, map.centers());
        map.axes().ifPresent(axes -> {
            put(out, axes.mean());
            put(out, axes.directions());
        });
        out.putLong(checksum(bytes));
        return bytes;
    }

    private static Header header(KeptMap map) {
        return new Header(
                map.origin(),
                map.size(),
                map.points().columns(),
                map.placed().cardinality(),
                map.centers().rows(),
                map.centers().columns(),
                map.axes().isPresent());
    }

    private static byte[] json(Header header) {
        try {
            return JSON.writeValueAsBytes(header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ByteBuffer out, Matrix matrix) {
        out.asFloatBuffer().put(matrix.values());
        out.position(out.position() + matrix.values().length * Float.BYTES);
    }

    /// @throws IOException if these are not the bytes of a map, or not all of them
    public static KeptMap read(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < MAGIC.length + Integer.BYTES + Long.BYTES
                || in.getLong(bytes.length - Long.BYTES) != checksum(bytes)) {
            throw new IOException("its checksum is wrong");
        }
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("it was written by another version of Sextant");
        }
        try {
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new IOException("its lengths are wrong");
            }
            byte[] json = new byte[length];
            in.get(json);
            return read(in, JSON.readValue(json, Header.class));
        } catch (RuntimeException e) {
            // A checksum vouches for no author: lengths, themes and places may be any, and each reader of them objects
            // in
            // its own way.
            throw new IOException("what it says cannot be: " + e.getMessage(), e);
        }
    }

    private static KeptMap read(ByteBuffer in, Header header) throws IOException {
        if (in.remaining() != header.bytes()) {
            throw new IOException("its lengths are wrong");
        }
        int[] rows = integers(in, header.n);
        if (Arrays.stream(rows).anyMatch(row -> row < 0 || row >= MOST_ROWS)) {
            throw new IOException("it has rows that no collection has");
        }
        int[] themes = integers(in, header.n);
        Matrix points = matrix(in, header.n, header.components);
        BitSet placed = new BitSet();
        for (int row : integers(in, header.placed)) {
            placed.set(row);
        }
        Matrix centers = matrix(in, header.themes, header.dimensions);
        @Nullable
        MapAxes axes = header.isLinear
                ? new MapAxes(matrix(in, 1, header.dimensions), matrix(in, header.components, header.dimensions))
                : null;
        requireThemes(themes, header.origin.report().themes());
        return KeptMap.of(header.origin, rows, points, themes, placed, centers, axes);
    }

    /// Themes are numbered in order, those that rows and themes belong to are there, and none is its own ancestor.
    private static void requireThemes(int[] ofRows, List<Theme> themes) throws IOException {
        for (Theme theme : themes) {
            // A file may lack them.
            Objects.requireNonNull(theme.representatives(), "representatives");
        }
        for (int id = 0; id < themes.size(); id++) {
            int steps = 0;
            for (@Nullable Integer at = id; at != null; at = themes.get(at).parent()) {
                if (themes.get(id).id() != id || steps++ > themes.size()) {
                    throw new IOException("its themes are wrong");
                }
            }
        }
        if (Arrays.stream(ofRows).anyMatch(theme -> theme < Themes.NOISE || theme >= themes.size())) {
            throw new IOException("its rows have themes that are not there");
        }
    }

    private static int[] integers(ByteBuffer in, int count) {
        int[] values = new int[count];
        in.asIntBuffer().get(values);
        in.position(in.position() + count * Integer.BYTES);
        return values;
    }

    private static Matrix matrix(ByteBuffer in, int rows, int columns) {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        in.asFloatBuffer().get(values);
        in.position(in.position() + values.length * Float.BYTES);
        return Matrix.of(rows, columns, values);
    }

    /// Of all bytes but the last eight.
    private static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - Long.BYTES);
        return checksum.getValue();
    }
}
