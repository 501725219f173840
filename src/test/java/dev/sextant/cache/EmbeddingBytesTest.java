package dev.sextant.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingBytesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 384, 769})
    void givesBackWhatItWasGiven(int dimensions) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) Math.sin(i) * Float.MIN_VALUE;
        }

        byte[] bytes = EmbeddingBytes.of(new CachedEmbedding(vector, 70_000, true));
        CachedEmbedding read = EmbeddingBytes.read(bytes).orElseThrow();

        assertThat(bytes).hasSize(10 + 4 * dimensions);
        assertThat(read.vector()).containsExactly(vector);
        assertThat(read.tokens()).isEqualTo(70_000);
        assertThat(read.truncated()).isTrue();
        assertThat(EmbeddingBytes.read(EmbeddingBytes.of(new CachedEmbedding(vector, 3, false))))
                .hasValueSatisfying(whole -> assertThat(whole.truncated()).isFalse());
    }

    @Test
    void readsNothingFromAnyDamage() {
        byte[] bytes = EmbeddingBytes.of(new CachedEmbedding(new float[] {1, 2, 3}, 5, false));

        for (int cut = 0; cut < bytes.length; cut++) {
            assertThat(EmbeddingBytes.read(Arrays.copyOf(bytes, cut))).isEmpty();
        }
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(EmbeddingBytes.read(damaged)).isEmpty();
        }
        assertThat(EmbeddingBytes.read(Arrays.copyOf(bytes, bytes.length + 4))).isEmpty();
    }
}
