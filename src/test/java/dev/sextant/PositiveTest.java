package dev.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.model.BatchConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveTest {
    private static SmallRyeConfig config(String threads) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("sextant.batch.threads", threads)
                .withMapping(BatchConfig.class)
                .build();
    }

    @Test
    void takesWhatIsOneOrMore() {
        assertThat(config("2").getConfigMapping(BatchConfig.class).threads()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "one", "99999999999"})
    void refusesTheRestByTheNameOfTheSetting(String threads) {
        assertThatThrownBy(() -> config(threads))
                .hasStackTraceContaining("sextant.batch.threads")
                .hasStackTraceContaining("\"%s\"".formatted(threads))
                .hasStackTraceContaining("it is a whole number, 1 or more");
    }
}
