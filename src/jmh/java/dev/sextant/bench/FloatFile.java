package dev.sextant.bench;

import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Vectors in a file: float32, little-endian, row after row.
public final class FloatFile {
    private FloatFile() {}

    /// The first rows of a file; fewer where it has fewer.
    public static Matrix read(Path file, int dimensions, int rows) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file)) {
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            int count = (int) Math.min(rows, memory.byteSize() / Float.BYTES / dimensions);
            Matrix matrix = Matrix.zeros(count, dimensions);
            ValueLayout.OfFloat layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
            MemorySegment.copy(memory, layout, 0, matrix.values(), 0, matrix.values().length);
            return matrix;
        }
    }
}
