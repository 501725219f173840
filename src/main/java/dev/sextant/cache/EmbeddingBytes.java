package dev.sextant.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// An embedding as bytes, `10 + 4 × dimensions` of them, little-endian:
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of this layout |
/// | 1 | 1 where the text was truncated, otherwise 0 |
/// | 4 | number of tokens |
/// | 4 × dimensions | the vector, float32 |
/// | 4 | CRC-32C of all before |
final class EmbeddingBytes {
    private static final byte VERSION = 1;
    private static final int HEADER = 6;
    private static final int CHECKSUM = Integer.BYTES;

    private EmbeddingBytes() {}

    static byte[] of(CachedEmbedding embedding) {
        float[] vector = embedding.vector();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + vector.length * Float.BYTES + CHECKSUM)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(VERSION)
                .put((byte) (embedding.truncated() ? 1 : 0))
                .putInt(embedding.tokens());
        bytes.asFloatBuffer().put(vector);
        bytes.putInt(bytes.limit() - CHECKSUM, checksum(bytes.array()));
        return bytes.array();
    }

    /// Reads an embedding; nothing where the bytes are another version's, cut or damaged.
    static Optional<CachedEmbedding> read(byte[] source) {
        if (source.length < HEADER + CHECKSUM || source[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
        int end = source.length - CHECKSUM;
        if (bytes.getInt(end) != checksum(source)) {
            return Optional.empty();
        }
        FloatBuffer floats =
                bytes.slice(HEADER, end - HEADER).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] vector = new float[floats.remaining()];
        floats.get(vector);
        return Optional.of(new CachedEmbedding(vector, bytes.getInt(2), bytes.get(1) == 1));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CHECKSUM);
        return (int) crc.getValue();
    }
}
