package dev.sextant.collection.embedded;

import java.util.Arrays;
import java.util.BitSet;

/// One byte a dimension: a row's values as shares of its largest one, in steps of 1/127, and that largest one.
final class ByteCopy implements CompactCopy {
    private static final int STEPS = 127;

    private final Rows rows;
    private final Norms norms;
    private final int oversample;
    private volatile byte[][] codes = {};
    private volatile float[][] steps = {};

    ByteCopy(Rows rows, Norms norms, int oversample) {
        this.rows = rows;
        this.norms = norms;
        this.oversample = oversample;
    }

    @Override
    public void added(int fromRow, int toRow) {
        grow((toRow + Rows.BLOCK_ROWS - 1) / Rows.BLOCK_ROWS);
        float[] vector = new float[rows.dimensions()];
        for (int row = fromRow; row < toRow; row++) {
            rows.read(row, vector);
            int block = row / Rows.BLOCK_ROWS;
            int at = row % Rows.BLOCK_ROWS;
            steps[block][at] = encode(vector, codes[block], at * vector.length);
        }
    }

    @Override
    public void scan(Ranking ranking, BitSet allowed) {
        int dimensions = rows.dimensions();
        byte[] query = new byte[dimensions];
        float step = encode(ranking.query(), query, 0);
        CompactCopy.forEach(allowed, row -> {
            int block = row / Rows.BLOCK_ROWS;
            int at = row % Rows.BLOCK_ROWS;
            int product = dot(query, codes[block], at * dimensions);
            ranking.offerRough(row, product * step * steps[block][at], norms.of(row));
        });
    }

    @Override
    public int oversample() {
        return oversample;
    }

    @Override
    public long bytes() {
        return (long) codes.length * Rows.BLOCK_ROWS * (rows.dimensions() + Float.BYTES);
    }

    private void grow(int blocks) {
        byte[][] moreCodes = Arrays.copyOf(codes, Math.max(blocks, codes.length));
        float[][] moreSteps = Arrays.copyOf(steps, moreCodes.length);
        for (int block = codes.length; block < blocks; block++) {
            moreCodes[block] = new byte[Rows.BLOCK_ROWS * rows.dimensions()];
            moreSteps[block] = new float[Rows.BLOCK_ROWS];
        }
        codes = moreCodes;
        steps = moreSteps;
    }

    /// @return what one step is worth; 0 for a vector of zeros
    private static float encode(float[] vector, byte[] into, int start) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        float step = largest / STEPS;
        for (int i = 0; i < vector.length; i++) {
            into[start + i] = step == 0 ? 0 : (byte) Math.round(vector[i] / step);
        }
        return step;
    }

    /// Written so that the compiler makes vector instructions of it.
    private static int dot(byte[] query, byte[] codes, int start) {
        int sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += query[i] * codes[start + i];
        }
        return sum;
    }
}
