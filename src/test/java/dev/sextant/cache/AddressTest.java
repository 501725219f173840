package dev.sextant.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void nothingIsNoAddress() {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue("sextant.cache.redis.url", "")
                .addDiscoveredConverters()
                .withMapping(RedisConfig.class)
                .build();

        assertThat(config.getConfigMapping(RedisConfig.class).url()).isEmpty();
    }

    @Test
    void isRefusedWithoutTellingWhatMayBeAPassword() {
        var builder = new SmallRyeConfigBuilder()
                .withDefaultValue("sextant.cache.redis.url", "http://sextant:secret@host:6379")
                .withMapping(RedisConfig.class);

        assertThatThrownBy(builder::build)
                .hasStackTraceContaining("sextant.cache.redis.url: an address of a Redis begins with redis://")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("secret"));
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
