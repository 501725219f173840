package dev.sextant.collection;

import dev.sextant.projection.Progress;
import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a map is made of: a collection's rows at one moment, read once, in row order.
final class RowsToMap {
    /// What themes are named by stands at the beginning.
    private static final int MOST_CHARACTERS = 2_000;

    private static final int STEP = 1_000;

    private final Matrix vectors;
    private final int[] rows;
    private final List<String> texts;

    private RowsToMap(Matrix vectors, int[] rows, List<String> texts) {
        this.vectors = vectors;
        this.rows = rows;
        this.texts = texts;
    }

    /// @throws dev.sextant.Fault.TooLarge if there are more than memory can take
    static RowsToMap read(StoredCollection collection, Progress progress) {
        Reader reader = new Reader(collection, progress);
        collection.forEach(Filter.ALL, reader);
        return reader.result();
    }

    /// `[rows × dimensions]`.
    Matrix vectors() {
        return vectors;
    }

    /// Their numbers, ascending; not a copy.
    int[] rows() {
        return rows;
    }

    /// Texts of their passages, cut where they are long.
    List<String> texts() {
        return texts;
    }

    private static final class Reader implements StoredCollection.PassageVisitor {
        private final String name;
        private final Progress progress;
        private final List<String> texts = new ArrayList<>();
        private Matrix vectors = Matrix.zeros(0, 0);
        private int[] rows = {};

        Reader(StoredCollection collection, Progress progress) {
            name = collection.spec().name();
            this.progress = progress;
        }

        @Override
        public void start(long passages, int dimensions) {
            MapMemory.require(name, passages, dimensions);
            progress.stage("reading", passages);
            vectors = Matrix.zeros((int) passages, dimensions);
            rows = new int[(int) passages];
        }

        @Override
        public void visit(Document document, int row, Passage passage, float[] vector) {
            int at = texts.size();
            vectors.setRow(at, vector);
            rows[at] = row;
            int end = Math.min(passage.end(), passage.start() + MOST_CHARACTERS);
            texts.add(document.text().substring(passage.start(), end));
            if (texts.size() % STEP == 0) {
                progress.step(texts.size());
            }
        }

        RowsToMap result() {
            int count = texts.size();
            if (count == rows.length) {
                return new RowsToMap(vectors, rows, texts);
            }
            float[] values = Arrays.copyOf(vectors.values(), count * vectors.columns());
            return new RowsToMap(Matrix.of(count, vectors.columns(), values), Arrays.copyOf(rows, count), texts);
        }
    }
}
