package dev.sextant.collection.embedded;

import java.util.Arrays;

/// L2 lengths of rows, as float32. A block whose rows all have unit length, to within 1e-6, takes no memory.
final class Norms {
    private static final double UNIT_TOLERANCE = 1e-6;

    /// Stands for a block of unit vectors.
    private static final float[] ALL_ONE = {};

    private final Rows rows;
    private volatile float[][] blocks = {};

    Norms(Rows rows) {
        this.rows = rows;
    }

    /// Takes in rows; not to be called by two threads at once.
    void added(int fromRow, int toRow) {
        float[] vector = new float[rows.dimensions()];
        for (int row = fromRow; row < toRow; row++) {
            rows.read(row, vector);
            double norm = norm(vector);
            if (block(row).length > 0 || Math.abs(norm - 1) > UNIT_TOLERANCE) {
                writable(row / Rows.BLOCK_ROWS)[row % Rows.BLOCK_ROWS] = (float) norm;
            }
        }
    }

    /// Length of a row; exactly 1 for all rows of a block of unit vectors.
    float of(int row) {
        float[] block = block(row);
        return block.length == 0 ? 1 : block[row % Rows.BLOCK_ROWS];
    }

    /// Whether every row has unit length.
    boolean areAllUnit() {
        return blocks.length == 0;
    }

    private float[] block(int row) {
        int block = row / Rows.BLOCK_ROWS;
        return block < blocks.length ? blocks[block] : ALL_ONE;
    }

    private float[] writable(int block) {
        if (block >= blocks.length || blocks[block].length == 0) {
            int length = blocks.length;
            float[][] grown = Arrays.copyOf(blocks, Math.max(length, block + 1));
            Arrays.fill(grown, length, grown.length, ALL_ONE);
            grown[block] = new float[Rows.BLOCK_ROWS];
            Arrays.fill(grown[block], 1);
            blocks = grown;
        }
        return blocks[block];
    }

    static double norm(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
