package dev.sextant.collection;

import dev.sextant.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/// Bytes of kept maps, and the headers of exports.
public final class MapTarget {
    private static final int SOME = 64;
    private static final int MOST_ROWS = 1 << 20;

    private MapTarget() {}

    /// An input is a map without its checksum, which is put behind it: what the checksum turns away is not tried.
    public static FuzzTarget bytes() {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return List.of(
                        bare(Maps.of("abc", 3, new int[] {0, 1, 2, 3, 5}, 5)),
                        bare(Maps.inSpace("abc", 3, new int[] {2, 4, 6})));
            }

            @Override
            public void take(byte[] input) throws IOException {
                KeptMap map;
                try {
                    map = MapBytes.read(sealed(input));
                } catch (IOException e) {
                    return;
                }
                use(map);
            }
        };
    }

    private static byte[] bare(KeptMap map) {
        byte[] whole = MapBytes.write(map);
        return Arrays.copyOf(whole, whole.length - Long.BYTES);
    }

    private static byte[] sealed(byte[] input) {
        CRC32C checksum = new CRC32C();
        checksum.update(input);
        return ByteBuffer.allocate(input.length + Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(input)
                .putLong(checksum.getValue())
                .array();
    }

    private static void use(KeptMap map) throws IOException {
        if (map.rows().length() > MOST_ROWS) {
            return; // Memory follows the largest row, which the checksum vouches for.
        }
        BitSet live = new BitSet();
        live.set(0, SOME);
        MapInfo.of(map, live);
        new MapPoints(map, live).write(OutputStream.nullOutputStream());
        map.renumbered(row -> row < SOME ? SOME - row : -1);
        map.positions();
        MapBytes.read(MapBytes.write(map));
    }

    /// An input is two numbers, rows and columns; the header must say them to whoever reads the format as it is
    /// described.
    public static FuzzTarget npy() {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return List.of(
                        ByteBuffer.allocate(12).putLong(100).putInt(384).array(),
                        ByteBuffer.allocate(12)
                                .putLong(Long.MAX_VALUE)
                                .putInt(1)
                                .array());
            }

            @Override
            public void take(byte[] input) {
                ByteBuffer numbers = ByteBuffer.wrap(Arrays.copyOf(input, 12));
                long rows = numbers.getLong() & Long.MAX_VALUE;
                int columns = numbers.getInt() & Integer.MAX_VALUE;
                require(NpyExport.header(rows, columns), "(%d, %d)".formatted(rows, columns));
            }
        };
    }

    private static void require(byte[] header, String shape) {
        ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        in.get(magic);
        int length = in.getShort() & 0xFFFF;
        String rest = new String(header, in.position(), in.remaining(), StandardCharsets.US_ASCII);
        if (magic[0] != (byte) 0x93
                || !new String(magic, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY")
                || header.length % SOME != 0
                || length != rest.length()
                || !rest.endsWith("\n")
                || !rest.contains("'shape': %s, ".formatted(shape))) {
            throw new AssertionError("%s in %s".formatted(shape, rest));
        }
    }
}
