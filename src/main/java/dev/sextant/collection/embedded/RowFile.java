package dev.sextant.collection.embedded;

import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Vectors by row in one file: a header of 4 KiB, then the rows. Written by position and read through mappings, so that
/// a full disk is an exception when writing and not a fault of the machine.
///
/// One thread writes at a time; the caller sees to that.
final class RowFile implements Rows {
    private static final int HEADER_BYTES = 4096;
    private static final long MAGIC = 0x31_53_57_4f_52_54_58_53L; // "SXTROWS1", little-endian
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final int dimensions;
    private volatile MemorySegment[] blocks = {};
    private volatile int count;

    private RowFile(Path file, int dimensions) {
        this.file = file;
        this.dimensions = dimensions;
    }

    /// Makes a file without rows, on disk when this returns.
    static RowFile create(Path file, int dimensions, int generation) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, header(dimensions, generation), 0);
            channel.force(true);
        }
        return new RowFile(file, dimensions);
    }

    /// @param count rows that are in use
    /// @throws dev.sextant.Fault.Unavailable if it is not the file that it should be
    static RowFile open(Path file, int dimensions, int generation, int count) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Broken.file(file, "is missing; restore it, or drop the collection");
        }
        RowFile rows = new RowFile(file, dimensions);
        try (FileChannel channel = channel(file)) {
            rows.check(channel, header(dimensions, generation), count);
            rows.map(channel, count);
        }
        rows.publish(count);
        return rows;
    }

    /// Opened anew for each use, since an interrupted thread closes its channel for everybody.
    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static ByteBuffer header(int dimensions, int generation) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, MAGIC)
                .putInt(8, dimensions)
                .putInt(12, generation);
    }

    private void check(FileChannel channel, ByteBuffer expected, int rows) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
        while (found.hasRemaining() && channel.read(found, found.position()) >= 0) {}
        if (!found.flip().equals(expected)) {
            throw Broken.file(file, "is damaged: its header is wrong; restore it, or drop the collection");
        }
        if (channel.size() < position(rows)) {
            throw Broken.file(
                    file,
                    "is cut off: it has %d bytes, %d rows need %d; restore it, or drop the collection"
                            .formatted(channel.size(), rows, position(rows)));
        }
    }

    private long position(long row) {
        return HEADER_BYTES + row * dimensions * Float.BYTES;
    }

    /// Writes rows beyond [#count()], which are on disk when this returns and are seen once they are published.
    ///
    /// @param vectors `[rows × dimensions]` each
    void write(int row, List<Matrix> vectors) throws IOException {
        try (FileChannel channel = channel(file)) {
            for (Matrix matrix : vectors) {
                write(channel, bytes(matrix), position(row));
                row += matrix.rows();
            }
            map(channel, row);
            channel.force(false);
        }
    }

    private static ByteBuffer bytes(Matrix vectors) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vectors.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vectors.values());
        return bytes;
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /// Rows below `rows` are seen from now on.
    void publish(int rows) {
        count = rows;
    }

    private void map(FileChannel channel, int rows) throws IOException {
        MemorySegment[] known = blocks;
        int needed = Math.ceilDiv(rows, BLOCK_ROWS);
        if (needed <= known.length) {
            return;
        }
        reserve(channel, position((long) needed * BLOCK_ROWS));
        MemorySegment[] more = Arrays.copyOf(known, needed);
        for (int block = known.length; block < needed; block++) {
            // Unmapped when nobody can reach it any more: readers need no lock.
            more[block] = channel.map(
                    MapMode.READ_ONLY,
                    position((long) block * BLOCK_ROWS),
                    (long) BLOCK_ROWS * dimensions * Float.BYTES,
                    Arena.ofAuto());
        }
        blocks = more;
    }

    /// Lengthens the file without writing to what lies between, which takes no space where files can have holes.
    private static void reserve(FileChannel channel, long bytes) throws IOException {
        if (channel.size() < bytes) {
            write(channel, ByteBuffer.allocate(1), bytes - 1);
        }
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public MemorySegment block(int block) {
        return blocks[block];
    }

    @Override
    public void read(int row, float[] into) {
        long offset = (long) (row % BLOCK_ROWS) * dimensions * Float.BYTES;
        MemorySegment.copy(blocks[row / BLOCK_ROWS], FLOAT, offset, into, 0, dimensions);
    }

    Path file() {
        return file;
    }

    /// Bytes in use, without the hole at the end.
    long bytes() {
        return position(count);
    }
}
