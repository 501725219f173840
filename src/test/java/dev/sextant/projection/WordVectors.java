package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import dev.sextant.words.Word;
import dev.sextant.words.Words;
import java.util.List;
import java.util.Random;

/// A model that knows words and no grammar: a text is the sum of its words, a word a direction that follows from its
/// letters.
record WordVectors(int dimensions) implements TextVectors {

    @Override
    public Matrix embed(List<String> texts) {
        Matrix vectors = Matrix.ofRows(texts.stream().map(this::vector).toList());
        vectors.normalizeRows();
        return vectors;
    }

    private float[] vector(String text) {
        float[] sum = new float[dimensions];
        for (Word word : Words.of(text)) {
            var random = new Random(word.folded().hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += (float) random.nextGaussian();
            }
        }
        return sum;
    }
}
