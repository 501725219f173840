package dev.sextant.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

@QuarkusTest
@TestProfile(SharedRedis.class)
@EnabledIf("dev.sextant.cache.RedisServer#isExpected")
@Timeout(120)
class SharedCacheTest {

    @BeforeEach
    void empty() {
        SharedRedis.server().run("FLUSHALL");
    }

    @Test
    void findsInRedisWhatWasComputedBefore() {
        Answer computed = embed("a sea of tranquility", "a bay of rainbows");
        awaitKeys(2);

        Answer found = embed("a bay of rainbows", "a sea of tranquility");

        assertThat(computed.json().path("cached").asInt()).isZero();
        assertThat(found.json().path("cached").asInt()).isEqualTo(2);
        assertThat(found.vector(0)).containsExactly(computed.vector(1));
        assertThat(found.vector(1)).containsExactly(computed.vector(0));
        assertThat(found.json().at("/tokens/0")).isEqualTo(computed.json().at("/tokens/1"));
        assertThat(found.json().at("/tokens/1")).isEqualTo(computed.json().at("/tokens/0"));
    }

    @Test
    void answersWithoutRedisAndWithItAgain() {
        Answer before = embed("an ocean of storms");
        SharedRedis.server().kill();

        Answer without = embed("an ocean of storms");
        SharedRedis.server().restart();

        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json().path("cached").asInt()).isZero();
        assertThat(without.vector(0)).containsExactly(before.vector(0));
        while (SharedRedis.server().run("DBSIZE").equals("0")) {
            assertThat(embed("an ocean of storms").status()).isEqualTo(200);
        }
        assertThat(embed("an ocean of storms").json().path("cached").asInt()).isEqualTo(1);
    }

    private static Answer embed(String... texts) {
        return Client.embed(Map.of("texts", List.of(texts)));
    }

    private static void awaitKeys(int atLeast) {
        while (Integer.parseInt(SharedRedis.server().run("DBSIZE")) < atLeast) {
            Thread.onSpinWait();
        }
    }
}
