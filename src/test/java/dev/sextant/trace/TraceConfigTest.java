package dev.sextant.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceConfigTest {
    private static TraceConfig config(String key, String value) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue(key, value)
                .withMapping(TraceConfig.class)
                .build()
                .getConfigMapping(TraceConfig.class);
    }

    @Test
    void takesWhatOpenTelemetryTakes() {
        assertThat(config("sextant.trace.protocol", "http/protobuf").protocol()).hasValue("http/protobuf");
        assertThat(config("sextant.trace.share", "0.25").share()).hasValue(0.25);
        assertThat(config("sextant.trace.share", "1").share()).hasValue(1.0);
        assertThat(config("sextant.trace.share", "").share()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sextant.trace.protocol, http, it is grpc or http/protobuf",
        "sextant.trace.share, 7, 'it is a number from 0 to 1, such as 0.1'",
        "sextant.trace.share, -0.1, 'it is a number from 0 to 1, such as 0.1'"
    })
    void refusesWhatWouldEndInAStackTrace(String key, String value, String remedy) {
        assertThatThrownBy(() -> config(key, value))
                .hasStackTraceContaining(key)
                .hasStackTraceContaining(remedy);
    }
}
