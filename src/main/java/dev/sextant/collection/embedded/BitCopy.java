package dev.sextant.collection.embedded;

import java.util.Arrays;
import java.util.BitSet;

/// One bit a dimension, whether it is above zero. The share of bits that differ is about the angle between two vectors,
/// as a share of 180°.
///
/// @see <a href="https://doi.org/10.1145/509907.509965">Charikar, Similarity estimation techniques, section 3</a>
final class BitCopy implements CompactCopy {
    private final Rows rows;
    private final Norms norms;
    private final int oversample;
    private final int words;
    private volatile long[][] codes = {};

    BitCopy(Rows rows, Norms norms, int oversample) {
        this.rows = rows;
        this.norms = norms;
        this.oversample = oversample;
        words = (rows.dimensions() + Long.SIZE - 1) / Long.SIZE;
    }

    @Override
    public void added(int fromRow, int toRow) {
        grow((toRow + Rows.BLOCK_ROWS - 1) / Rows.BLOCK_ROWS);
        float[] vector = new float[rows.dimensions()];
        for (int row = fromRow; row < toRow; row++) {
            rows.read(row, vector);
            encode(vector, codes[row / Rows.BLOCK_ROWS], row % Rows.BLOCK_ROWS * words);
        }
    }

    @Override
    public void scan(Ranking ranking, BitSet allowed) {
        long[] query = new long[words];
        encode(ranking.query(), query, 0);
        float[] cosines = cosines((float) Norms.norm(ranking.query()));
        CompactCopy.forEach(allowed, row -> {
            int differing = differing(query, codes[row / Rows.BLOCK_ROWS], row % Rows.BLOCK_ROWS * words);
            float norm = norms.of(row);
            ranking.offerRough(row, cosines[differing] * norm, norm);
        });
    }

    @Override
    public int oversample() {
        return oversample;
    }

    @Override
    public long bytes() {
        return (long) codes.length * Rows.BLOCK_ROWS * words * Long.BYTES;
    }

    private void grow(int blocks) {
        long[][] more = Arrays.copyOf(codes, Math.max(blocks, codes.length));
        for (int block = codes.length; block < blocks; block++) {
            more[block] = new long[Rows.BLOCK_ROWS * words];
        }
        codes = more;
    }

    /// The cosine, times the query's length, by the number of bits that differ.
    private float[] cosines(float length) {
        float[] cosines = new float[rows.dimensions() + 1];
        for (int differing = 0; differing < cosines.length; differing++) {
            cosines[differing] = length * (float) Math.cos(Math.PI * differing / rows.dimensions());
        }
        return cosines;
    }

    private static void encode(float[] vector, long[] into, int start) {
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                into[start + i / Long.SIZE] |= 1L << i;
            }
        }
    }

    private static int differing(long[] query, long[] codes, int start) {
        int differing = 0;
        for (int i = 0; i < query.length; i++) {
            differing += Long.bitCount(query[i] ^ codes[start + i]);
        }
        return differing;
    }
}
