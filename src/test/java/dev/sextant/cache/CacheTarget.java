package dev.sextant.cache;

import dev.sextant.fuzz.FuzzTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Embeddings as others left them in Redis.
public final class CacheTarget {
    private CacheTarget() {}

    /// An input is an embedding without its checksum, which is put behind it.
    public static FuzzTarget bytes() {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                byte[] whole = EmbeddingBytes.of(new CachedEmbedding(new float[] {1, 0.5f}, 3, true));
                return List.of(Arrays.copyOf(whole, whole.length - Integer.BYTES));
            }

            @Override
            public void take(byte[] input) {
                CRC32C checksum = new CRC32C();
                checksum.update(input);
                EmbeddingBytes.read(ByteBuffer.allocate(input.length + Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(input)
                        .putInt((int) checksum.getValue())
                        .array());
            }
        };
    }
}
