package dev.sextant.wire.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"})
    void loopbackIsThisMachineAlone(String host) {
        assertThat(ApiKeys.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.168.1.7"})
    void otherAddressesAreNot(String host) {
        assertThat(ApiKeys.isLoopback(host)).isFalse();
    }
}
