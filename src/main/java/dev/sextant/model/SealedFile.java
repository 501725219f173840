package dev.sextant.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A file with a seal behind it that says whether it is whole: a mark, its length and its CRC-32C, 24 bytes. That is a
/// checksum and no signature: whoever may write the file is trusted.
final class SealedFile {
    /// `SEXTANT1`
    private static final long MARK = 0x53455854_414E5431L;

    private static final int SEAL_BYTES = 3 * Long.BYTES;

    private SealedFile() {}

    /// Puts the seal behind a file.
    ///
    /// @throws IOException if it cannot be written, or is longer than 2 GB
    static void seal(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int length = length(file.size());
            ByteBuffer seal = ByteBuffer.allocate(SEAL_BYTES)
                    .putLong(MARK)
                    .putLong(length)
                    .putLong(checksum(map(file, length)))
                    .flip();
            while (seal.hasRemaining()) {
                file.write(seal, (long) length + seal.position());
            }
        }
    }

    /// Maps a file, for as long as the process lives.
    ///
    /// @return what was sealed; empty if it is not whole
    static Optional<ByteBuffer> open(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            int length = length(file.size() - SEAL_BYTES);
            if (length <= 0) {
                return Optional.empty();
            }
            ByteBuffer whole = map(file, length + SEAL_BYTES);
            ByteBuffer content = whole.slice(0, length);
            whole.position(length);
            return whole.getLong() == MARK && whole.getLong() == length && whole.getLong() == checksum(content)
                    ? Optional.of(content)
                    : Optional.empty();
        }
    }

    private static int length(long bytes) throws IOException {
        if (bytes > Integer.MAX_VALUE - SEAL_BYTES) {
            throw new IOException("it is longer than 2 GB");
        }
        return (int) bytes;
    }

    private static ByteBuffer map(FileChannel file, int length) throws IOException {
        return file.map(FileChannel.MapMode.READ_ONLY, 0, length, Arena.global())
                .asByteBuffer();
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return checksum.getValue();
    }
}
