package dev.sextant.collection.embedded;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.ScratchFolder;
import dev.sextant.vectors.Metric;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/// Files of graphs. An input is one without its checksum, which is put behind it: what the checksum turns away is not
/// tried.
public final class GraphTarget implements FuzzTarget {
    private static final int COUNT = 40;
    private static final int DIMENSIONS = 4;

    private final MemoryRows rows = Vectors.clustered(COUNT, DIMENSIONS, 4, new Random(3));
    private final Norms norms = new Norms(rows);
    private final Path path = ScratchFolder.make().resolve("graph");
    private final GraphFile file = new GraphFile(path, rows);

    public GraphTarget() {
        norms.added(0, COUNT);
    }

    private ProximityGraph empty() {
        return new ProximityGraph(rows, norms, Metric.COSINE);
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(bare(COUNT), bare(1));
    }

    private byte[] bare(int covered) {
        ProximityGraph graph = empty();
        graph.extend(Vectors.all(rows), covered);
        try {
            file.save(graph);
            byte[] whole = Files.readAllBytes(path);
            return Arrays.copyOf(whole, whole.length - Long.BYTES);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void take(byte[] input) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(input);
        Files.write(
                path,
                ByteBuffer.allocate(input.length + Long.BYTES)
                        .put(input)
                        .putLong(checksum.getValue())
                        .array());
        ProximityGraph graph = empty();
        try {
            file.load(graph);
        } catch (IOException e) {
            return;
        }
        graph.search(new float[] {1, 0, 0, 1}, 10, Bits.ALL);
        graph.extend(Vectors.all(rows), COUNT);
        graph.search(new float[] {0, 1, 0, 1}, 10, Bits.ALL);
        file.save(graph);
    }
}
