package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Memory for the products of a block of rows with a block of rows: as many tiles as threads work at once. Thread-safe.
final class Tiles implements AutoCloseable {
    /// Rows of a block: a product large enough to be worth its call, and still in the processor's cache when it is
    /// read.
    static final int ROWS = 512;

    private final Arena arena = Arena.ofShared();
    private final Queue<Tile> free = new ConcurrentLinkedQueue<>();
    private final int rows;
    private final int columns;

    /// @param rows most lines of a tile
    /// @param columns most products of a line
    Tiles(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /// Products, and one line of them on the heap, where loops are fast.
    static final class Tile {
        private final FloatBuffer products;
        private final float[] line;

        private Tile(FloatBuffer products, int columns) {
            this.products = products;
            this.line = new float[columns];
        }

        /// Where products go.
        FloatBuffer products() {
            return products;
        }

        /// Fills the tile with some columns of rows in their L2 frame, row after row.
        void fill(Frame frame, Matrix rows, int from, int to, int firstColumn, int lastColumn) {
            int columns = lastColumn - firstColumn;
            for (int row = from; row < to; row++) {
                frame.readColumns(rows, row, firstColumn, lastColumn, line);
                products.put((row - from) * columns, line, 0, columns);
            }
        }

        /// Copies a line.
        ///
        /// @param columns products of each line
        /// @return valid until the next call
        float[] line(int row, int columns) {
            products.get(row * columns, line, 0, columns);
            return line;
        }
    }

    /// What a tile is needed for.
    interface Use {
        void run(Tile tile);
    }

    /// Lends a tile.
    void use(Use use) {
        Tile tile = free.poll();
        if (tile == null) {
            tile = allocate();
        }
        use.run(tile);
        free.add(tile);
    }

    private Tile allocate() {
        return new Tile(FramedRows.floats(arena.allocate((long) rows * columns * Float.BYTES, Long.BYTES)), columns);
    }

    @Override
    public void close() {
        arena.close();
    }
}
