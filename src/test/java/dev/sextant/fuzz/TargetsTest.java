package dev.sextant.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every target, for a moment: the same inputs each time. `-Dfuzz.inputs` asks for more.
class TargetsTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1_000);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Set<String> names() {
        return Targets.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesWhateverComes(String name) throws Exception {
        FuzzTarget target = Targets.named(name);
        List<byte[]> seeds = target.seeds();
        assertThat(seeds).isNotEmpty();
        Mutation mutation = new Mutation(new SplittableRandom(name.hashCode()));
        for (byte[] seed : seeds) {
            take(target, seed);
        }
        for (int i = 0; i < INPUTS; i++) {
            take(target, mutation.of(seeds));
        }
    }

    private static void take(FuzzTarget target, byte[] input) {
        long started = System.nanoTime();
        assertThatCode(() -> target.take(input)).as(() -> shown(input)).doesNotThrowAnyException();
        Assertions.assertTrue(System.nanoTime() - started < PATIENCE.toNanos(), () -> shown(input));
    }

    private static String shown(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    @Test
    void theSameSeedMakesTheSameInputs() {
        List<byte[]> seeds = List.of("{\"a\": [1, 2]}".getBytes(StandardCharsets.UTF_8));
        Mutation one = new Mutation(new SplittableRandom(1));
        Mutation other = new Mutation(new SplittableRandom(1));
        for (int i = 0; i < 100; i++) {
            assertThat(one.of(seeds)).isEqualTo(other.of(seeds));
        }
    }
}
