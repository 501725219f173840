package dev.sextant.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Native memory that batches are laid out in, row by row and padded to the longest text. It grows to the largest batch
/// and is used again for the next, so what is handed out holds until the same is asked for again.
final class BatchBuffers {
    private LongBuffer ids = longs(0);
    private LongBuffer mask = longs(0);
    private LongBuffer typeIds = longs(0);
    private final Map<Pooling, FloatBuffer> weights = new EnumMap<>(Pooling.class);

    LongBuffer ids(List<Tokens> rows, int width, long padding) {
        ids = cleared(ids, rows.size() * width);
        for (Tokens row : rows) {
            for (int i = 0; i < width; i++) {
                ids.put(i < row.count() ? row.id(i) : padding);
            }
        }
        return ids.flip();
    }

    LongBuffer mask(List<Tokens> rows, int width) {
        mask = cleared(mask, rows.size() * width);
        for (Tokens row : rows) {
            for (int i = 0; i < width; i++) {
                mask.put(i < row.count() ? 1 : 0);
            }
        }
        return mask.flip();
    }

    LongBuffer typeIds(List<Tokens> rows, int width) {
        typeIds = cleared(typeIds, rows.size() * width);
        for (Tokens row : rows) {
            for (int i = 0; i < width; i++) {
                typeIds.put(i < row.count() ? row.typeId(i) : 0);
            }
        }
        return typeIds.flip();
    }

    FloatBuffer weights(Pooling mode, List<Tokens> rows, int width) {
        FloatBuffer buffer = weights.get(mode);
        if (buffer == null || buffer.capacity() < rows.size() * width) {
            buffer = bytes(rows.size() * width * Float.BYTES).asFloatBuffer();
            weights.put(mode, buffer);
        }
        buffer.clear();
        for (Tokens row : rows) {
            for (int i = 0; i < width; i++) {
                buffer.put(mode.weight(i, row.promptTokens(), row.count()));
            }
        }
        return buffer.flip();
    }

    private static LongBuffer cleared(LongBuffer buffer, int size) {
        return buffer.capacity() >= size ? buffer.clear() : longs(size);
    }

    private static LongBuffer longs(int size) {
        return bytes(size * Long.BYTES).asLongBuffer();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }
}
