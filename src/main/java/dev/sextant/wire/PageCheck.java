package dev.sextant.wire;

import dev.sextant.Fault;
import dev.sextant.wire.auth.ApiKeys;
import dev.sextant.wire.auth.AuthConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/// Keeps pages from elsewhere away from a server that asks its callers for no key, since only this machine reaches it:
/// so do the pages that its browsers show. A page must neither call the server by a name of its own, which somebody
/// made lead here (DNS rebinding), nor start or change anything from another origin. Programs notice nothing of it.
@Singleton
final class PageCheck {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /// Sites that are the server's own page, or a person.
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*+]|[^:]*+)(?::\\d*+)?");

    /// What nobody can make lead here who could not before: addresses, and names of this machine.
    private static final Pattern SAFE = Pattern.compile("[\\d.]+|\\[[\\da-f:.]+]|(?:[^.]+\\.)*localhost");

    private final Set<String> names;
    private final boolean checksNames;
    private final boolean checksPages;

    @Inject
    PageCheck(AuthConfig config, ApiKeys keys, Config all) {
        VertxHttpConfig http = all.unwrap(SmallRyeConfig.class).getConfigMapping(VertxHttpConfig.class);
        boolean isOpenHere = !keys.areNeeded() && ApiKeys.isLoopback(http.host());
        List<String> hosts = config.hosts().orElse(List.of());
        names = Set.copyOf(hosts.stream().map(host -> name(host).orElse(host)).toList());
        checksNames = isOpenHere || !names.isEmpty();
        // Whom to trust is then said there, and checked before the gate.
        checksPages = isOpenHere && !http.cors().enabled();
    }

    /// @throws Fault.Forbidden if it comes from a page that has no business here
    void check(HttpServerRequest request) {
        if (checksNames) {
            hosts(request).forEach(this::requireOwnName);
        }
        if (checksPages && !READING.contains(request.method().name())) {
            requireOwnPage(request);
        }
    }

    /// As sent, whatever a proxy may say of it; none of callers of HTTP/1.0.
    private static List<String> hosts(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        return hosts.isEmpty() && request.authority() != null
                ? List.of(request.authority().toString())
                : hosts;
    }

    private void requireOwnName(String host) {
        if (name(host).filter(this::isOwn).isEmpty()) {
            throw new Fault.Forbidden(
                    "the header Host is %s, which this server is not known by; call it by its address or as localhost, or name it in sextant.auth.hosts"
                            .formatted(Check.quoted(host)));
        }
    }

    private boolean isOwn(String name) {
        return SAFE.matcher(name).matches() || names.contains(name);
    }

    /// Without port and final dot, in lower case.
    private static Optional<String> name(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority.strip().toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1).replaceFirst("(?<=.)\\.$", "")) : Optional.empty();
    }

    /// Browsers say themselves where a page stands to the server, and no page can change that; older ones say whence it
    /// is.
    ///
    /// @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch metadata, 2.3</a>
    private void requireOwnPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (site != null && !OWN_SITES.contains(site)) {
            throw foreign("Sec-Fetch-Site", site);
        }
        if (site == null && origin != null && !isOwn(origin, request)) {
            throw foreign("Origin", origin);
        }
    }

    private boolean isOwn(String origin, HttpServerRequest request) {
        String authority = origin.replaceFirst("^https?://", "");
        return hosts(request).stream().anyMatch(authority::equalsIgnoreCase)
                || name(authority).filter(names::contains).isPresent();
    }

    private static Fault foreign(String header, String value) {
        return new Fault.Forbidden(
                "the header %s is %s: a page from elsewhere may change nothing and start nothing here; allow its origin by quarkus.http.cors, or set an API key"
                        .formatted(header, Check.quoted(value)));
    }
}
