package dev.sextant.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;

/// A graph that was optimised once, in ONNX Runtime's own format. Mapped, it is run where it lies: nothing is parsed,
/// and the weights are not copied. The runtime trusts such a file, so a seal behind it says whether it is whole: a
/// mark,
/// the length and a CRC-32C, 24 bytes. A checksum, not a signature: whoever may write the folder is trusted.
final class KeptGraph {
    private static final Logger LOG = Logger.getLogger(KeptGraph.class);

    /// `SEXTANT1`
    private static final long MARK = 0x53455854_414E5431L;
    private static final int SEAL_BYTES = 3 * Long.BYTES;

    private KeptGraph() {}

    /// Puts the seal behind a file.
    static void seal(Path graph) throws IOException {
        try (FileChannel file = FileChannel.open(graph, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long length = file.size();
            ByteBuffer seal = ByteBuffer.allocate(SEAL_BYTES)
                    .putLong(MARK)
                    .putLong(length)
                    .putLong(checksum(file.map(FileChannel.MapMode.READ_ONLY, 0, length)))
                    .flip();
            while (seal.hasRemaining()) {
                file.write(seal, length + seal.position());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("it is larger than 2 GB", e);
        }
    }

    /// Maps a sealed file.
    ///
    /// @return the graph without its seal, mapped as long as it is reachable; empty if the file is not whole
    static Optional<ByteBuffer> open(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long length = channel.size() - SEAL_BYTES;
            if (length > 0 && length <= Integer.MAX_VALUE - SEAL_BYTES) {
                ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                ByteBuffer graph = all.slice(0, (int) length);
                ByteBuffer seal = all.position((int) length);
                if (seal.getLong() == MARK && seal.getLong() == length && seal.getLong() == checksum(graph)) {
                    return Optional.of(graph);
                }
            }
            LOG.infof("%s is damaged and is made again", file);
        } catch (IOException e) {
            LOG.infof("%s cannot be read: %s", file, e);
        }
        return Optional.empty();
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return checksum.getValue();
    }
}
