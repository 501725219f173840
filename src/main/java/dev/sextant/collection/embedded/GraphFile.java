package dev.sextant.collection.embedded;

import io.github.jbellis.jvector.graph.ImmutableGraphIndex.NodeAtLevel;
import io.github.jbellis.jvector.graph.NodeArray;
import io.github.jbellis.jvector.graph.NodesIterator;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// Keeps a graph on disk: what it was made of, the neighbors of each row by level, a checksum. JVector's own format is
/// not used, since a graph that was written with it can no longer grow.
final class GraphFile {
    private static final int MAGIC = 0x53475031;
    private static final int SAMPLED_ROWS = 1_024;

    /// Far more than a graph of as many rows as can be counted has.
    private static final int MOST_LEVELS = 64;

    private final Path path;
    private final Rows rows;

    GraphFile(Path path, Rows rows) {
        this.path = path;
        this.rows = rows;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Writes the graph beside the old file and puts it in its place; the graph must not grow meanwhile. A graph
    /// without rows is not worth a file.
    void save(ProximityGraph graph) throws IOException {
        if (graph.graph().entryNode() == null) {
            return;
        }
        Path fresh = path.resolveSibling(path.getFileName() + Housekeeping.UNFINISHED);
        CRC32C checksum = new CRC32C();
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                DataOutputStream out = new DataOutputStream(new CheckedOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), checksum))) {
            write(graph, out);
            out.writeLong(checksum.getValue());
            out.flush();
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Fills an empty graph.
    ///
    /// @throws IOException if the file is damaged, or was made of other rows or for another metric
    void load(ProximityGraph graph) throws IOException {
        CRC32C checksum = new CRC32C();
        try (InputStream in = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(path)), checksum)) {
            in.skipNBytes(Math.max(0, Files.size(path) - Long.BYTES));
            long computed = checksum.getValue();
            require(ByteBuffer.wrap(in.readNBytes(Long.BYTES)).getLong() == computed, "its checksum is wrong");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
            read(graph, in);
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }

    private void write(ProximityGraph graph, DataOutputStream out) throws IOException {
        OnHeapGraphIndex levels = graph.graph();
        NodeAtLevel entry = levels.entryNode();
        out.writeInt(MAGIC);
        out.writeUTF(graph.metric().name());
        out.writeInt(rows.dimensions());
        out.writeInt(ProximityGraph.NEIGHBORS);
        out.writeInt(graph.covered());
        out.writeLong(fingerprint(graph.covered()));
        out.writeInt(entry.level);
        out.writeInt(entry.node);
        for (int level = 0; level <= entry.level; level++) {
            out.writeInt(levels.size(level));
            for (NodesIterator nodes = levels.getNodes(level); nodes.hasNext(); ) {
                int node = nodes.nextInt();
                NodesIterator neighbors = levels.getNeighborsIterator(level, node);
                out.writeInt(node);
                out.writeInt(neighbors.size());
                while (neighbors.hasNext()) {
                    out.writeInt(neighbors.nextInt());
                }
            }
        }
    }

    private void read(ProximityGraph graph, DataInputStream in) throws IOException {
        require(in.readInt() == MAGIC, "it is of another version");
        require(in.readUTF().equals(graph.metric().name()), "it is for another metric");
        require(in.readInt() == rows.dimensions(), "it has other dimensions");
        require(in.readInt() == ProximityGraph.NEIGHBORS, "it has other settings");
        int covered = upTo(rows.count(), in.readInt());
        require(in.readLong() == fingerprint(covered), "it was made of other rows");
        NodeAtLevel entry = new NodeAtLevel(upTo(MOST_LEVELS, in.readInt()), upTo(covered - 1, in.readInt()));
        BitSet top = new BitSet();
        for (int level = 0; level <= entry.level; level++) {
            top = readLevel(graph, level, covered, in);
        }
        require(top.get(entry.node), "it does not begin in any row");
        graph.graph().updateEntryNode(entry);
        graph.setCovered(covered);
    }

    /// @return the rows of this level
    private static BitSet readLevel(ProximityGraph graph, int level, int covered, DataInputStream in)
            throws IOException {
        int[][] neighbors = new int[upTo(covered, in.readInt())][];
        int[] nodes = new int[neighbors.length];
        BitSet present = new BitSet();
        BitSet named = new BitSet();
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = upTo(covered - 1, in.readInt());
            present.set(nodes[i]);
            neighbors[i] = new int[upTo(covered, in.readInt())];
            for (int j = 0; j < neighbors[i].length; j++) {
                neighbors[i][j] = upTo(covered - 1, in.readInt());
                named.set(neighbors[i][j]);
            }
        }
        named.andNot(present);
        require(named.isEmpty() && present.cardinality() == nodes.length, "it lacks rows, or has one twice");
        ProximityGraph.onAllCores(IntStream.range(0, nodes.length), i -> connect(graph, level, nodes[i], neighbors[i]));
        return present;
    }

    private static void connect(ProximityGraph graph, int level, int node, int[] neighbors) {
        ScoreFunction score = graph.scores().searchProviderFor(node).scoreFunction();
        NodeArray scored = new NodeArray(Math.max(1, neighbors.length));
        for (int neighbor : neighbors) {
            scored.insertSorted(neighbor, score.similarityTo(neighbor));
        }
        graph.graph().connectNode(level, node, scored);
        graph.graph().markComplete(new NodeAtLevel(0, node));
    }

    /// Of a sample of rows that every row is as likely to be in, the last one always.
    private long fingerprint(int count) {
        CRC32C checksum = new CRC32C();
        long rowBytes = (long) rows.dimensions() * Float.BYTES;
        int step = Math.max(1, count / SAMPLED_ROWS);
        for (int row = count - 1; row >= 0; row -= step) {
            checksum.update(rows.block(row / Rows.BLOCK_ROWS)
                    .asSlice(row % Rows.BLOCK_ROWS * rowBytes, rowBytes)
                    .asByteBuffer());
        }
        return checksum.getValue();
    }

    /// A number that says how much memory is taken, or which row is read.
    private static int upTo(int most, int number) throws IOException {
        require(number >= 0 && number <= most, "it has rows that are not there");
        return number;
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
