package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsConfigTest {
    private static Limits limits(String name, String value) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("sextant.limits." + name, value)
                .withMapping(Limits.class)
                .build()
                .getConfigMapping(Limits.class);
    }

    @Test
    void takesTimesOfAMillisecondOrMore() {
        assertThat(limits("body-duration", "1MS").bodyDuration()).isEqualTo(Duration.ofMillis(1));
        assertThat(limits("body-duration", "90").bodyDuration()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "body-duration, 0S, it is a duration of a millisecond or more",
        "stream-duration, PT-1S, it is a duration of a millisecond or more",
        "unread-duration, 0, it is a duration of a millisecond or more",
        "requests, 0, 'it is a whole number, 1 or more'"
    })
    void refusesWhatWouldRefuseEveryRequest(String name, String value, String why) {
        assertThatThrownBy(() -> limits(name, value))
                .hasStackTraceContaining("sextant.limits." + name)
                .hasStackTraceContaining(why);
    }
}
