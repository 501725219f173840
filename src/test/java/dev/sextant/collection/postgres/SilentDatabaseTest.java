package dev.sextant.collection.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sextant.Fault;
import dev.sextant.collection.StoreOnFirstUse;
import dev.sextant.collection.embedded.Settings;
import dev.sextant.fuzz.SmallLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A host that takes connections and says nothing.
class SilentDatabaseTest {

    @Test
    void callersWaitTogetherAndThenAreToldAtOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var threads = Executors.newFixedThreadPool(4);
                StoreOnFirstUse store = store(silent.getLocalPort())) {
            Instant begin = Instant.now();
            List<Callable<Throwable>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> catchThrowable(store::collections));
            }
            for (Future<Throwable> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isInstanceOf(Fault.Unavailable.class).hasMessageContaining("does not answer");
            }
            Instant known = Instant.now();
            assertThat(Duration.between(begin, known)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(9));

            assertThat(catchThrowable(() -> store.find("a"))).isInstanceOf(Fault.Unavailable.class);
            assertThat(Duration.between(known, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static StoreOnFirstUse store(int port) {
        return new StoreOnFirstUse(
                () -> Path.of("unused"),
                Settings.DEFAULTS,
                PostgresSettings.of("jdbc:postgresql://localhost:%d/x".formatted(port)),
                new SmallLimits());
    }
}
