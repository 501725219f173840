package dev.sextant.wire.auth;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The keys that are in force.
@Singleton
public final class ApiKeys {
    private static final Logger LOG = Logger.getLogger(ApiKeys.class);

    /// A file of keys is looked at so often, when somebody calls; a withdrawn key is good for no longer than this.
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final List<ApiKey> listed;
    private final Optional<KeyFile> file;
    private final AtomicLong looked = new AtomicLong(System.nanoTime());

    /// @throws ConfigurationException if the configuration or the file is wrong
    @Inject
    ApiKeys(AuthConfig config) {
        this.listed = KeyLines.list(config.keys().orElse(List.of()), "sextant.auth.keys");
        this.file = config.keysFile().map(KeyFile::new);
    }

    void start(@Observes StartupEvent event, @ConfigProperty(name = "quarkus.http.host") String host) {
        if (areNeeded() || isLoopback(host)) {
            return;
        }
        LOG.warnf(
                "ANYONE WHO REACHES THIS MACHINE CAN READ AND DELETE COLLECTIONS: Sextant listens on %s and has no API"
                        + " keys. Set sextant.auth.keys-file, or quarkus.http.host=localhost.",
                host);
    }

    /// Whether callers need a key.
    public boolean areNeeded() {
        return file.isPresent() || !listed.isEmpty();
    }

    /// The key that has these characters. How long this takes does not tell how near a guess is, since digests are
    /// compared, all of them, and each to its end.
    public Optional<ApiKey> find(String characters) {
        byte[] digest = ApiKey.digest(characters);
        look();
        return Stream.concat(listed.stream(), file.stream().flatMap(keys -> keys.keys().stream()))
                .filter(key -> key.hasDigest(digest))
                .reduce((first, second) -> first);
    }

    private void look() {
        long last = looked.get();
        long now = System.nanoTime();
        if (now - last > BETWEEN_LOOKS && looked.compareAndSet(last, now)) {
            file.ifPresent(KeyFile::refresh);
        }
    }

    /// Whether only this machine reaches a server that listens there.
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
