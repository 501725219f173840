package dev.sextant.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// NumPy's own format, `numpy.load` reads it: float32, little-endian, `(vectors, dimensions)`, row-major.
///
/// @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
record NpyExport() implements Export {
    private static final int BUFFER_BYTES = 1 << 16;

    /// The values start at a multiple of this, so that the file can be mapped into memory.
    private static final int ALIGNMENT = 64;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    @Override
    public void write(StoredCollection collection, Filter filter, OutputStream out) throws IOException {
        Export.buffered(
                out,
                BUFFER_BYTES,
                file -> collection.forEach(filter, new StoredCollection.PassageVisitor() {
                    private ByteBuffer row = ByteBuffer.allocate(0);

                    @Override
                    public void start(long passages, int dimensions) {
                        row = ByteBuffer.allocate(dimensions * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                        Export.unchecked(() -> file.write(header(passages, dimensions)));
                    }

                    @Override
                    public void visit(Document document, int number, Passage passage, float[] vector) {
                        row.asFloatBuffer().put(vector);
                        Export.unchecked(() -> file.write(row.array()));
                    }
                }));
    }

    /// Magic, version 1.0, length of the rest (uint16), a Python dictionary, spaces up to the alignment, a line feed.
    static byte[] header(long rows, int columns) {
        byte[] shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
                .formatted(rows, columns)
                .getBytes(StandardCharsets.US_ASCII);
        int bare = MAGIC.length + Short.BYTES + shape.length + 1;
        int length = (bare + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC)
                .putShort((short) (length - MAGIC.length - Short.BYTES))
                .put(shape);
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }
}
