package dev.sextant.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/// A map's points on the wire, little-endian: magic `SXT1`, uint32 n, uint8 components, three zero bytes; then one
/// column after the other: float32 x, y (and z), int32 theme (-1 for none), uint32 row. The order of rows looks like
/// chance, so that the first ones are a fair sample; it is the same in every answer.
final class MapPoints {
    private static final int HEADER_BYTES = 12;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] MAGIC = "SXT1".getBytes(StandardCharsets.US_ASCII);

    private final KeptMap map;
    private final BitSet shown;
    private final int count;

    /// @param live rows that are not empty; the others are left out
    MapPoints(KeptMap map, BitSet live) {
        this.map = map;
        this.shown = (BitSet) map.rows().clone();
        shown.and(live);
        this.count = shown.cardinality();
    }

    /// Names the bytes. Where a row lies is settled when it comes onto the map, so which rows there are says it all.
    String tag() {
        CRC32C rows = new CRC32C();
        rows.update(shown.toByteArray());
        return "%x-%x-%x".formatted(map.origin().createdAt().toEpochMilli(), map.components(), rows.getValue());
    }

    /// Length of what is written.
    long bytes() {
        return HEADER_BYTES + (map.components() + 2L) * Integer.BYTES * count;
    }

    void write(OutputStream out) throws IOException {
        Columns columns = new Columns(out);
        int components = map.components();
        columns.buffer.put(MAGIC).putInt(count).put((byte) components).put(new byte[3]);
        for (int column = 0; column < components; column++) {
            int component = column;
            columns.write(at -> columns.buffer.putFloat(map.points().values()[at * components + component]));
        }
        columns.write(at -> columns.buffer.putInt(map.theme(at)));
        columns.write(at -> columns.buffer.putInt(map.row(at)));
        columns.empty();
        out.flush();
    }

    /// Columns on their way out, through a buffer.
    private final class Columns {
        private final OutputStream out;
        private final byte[] bytes = new byte[BUFFER_BYTES];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        Columns(OutputStream out) {
            this.out = out;
        }

        /// @param value puts four bytes for the row at a position
        void write(IntConsumer value) throws IOException {
            for (int at = 0; at < map.size(); at++) {
                if (shown.get(map.row(at))) {
                    if (buffer.remaining() < Integer.BYTES) {
                        empty();
                    }
                    value.accept(at);
                }
            }
        }

        void empty() throws IOException {
            out.write(bytes, 0, buffer.position());
            buffer.clear();
        }
    }
}
