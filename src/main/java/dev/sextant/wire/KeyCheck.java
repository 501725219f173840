package dev.sextant.wire;

import dev.sextant.Fault;
import dev.sextant.wire.auth.ApiKey;
import dev.sextant.wire.auth.ApiKeys;
import dev.sextant.wire.auth.AuthConfig;
import dev.sextant.wire.auth.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets in who has a key for what is asked. Whatever is not listed here as open needs one, also where there is nothing:
/// a caller without a key does not learn what is there.
@Singleton
final class KeyCheck {
    /// Paths that hold no data, with all below them.
    private static final List<String> OPEN =
            List.of("/explorer", "/q/health", "/q/openapi", "/q/swagger-ui", "/tei/health");

    /// Below an open one, and not a file.
    private static final String SAMPLE = "/explorer/sample";

    private static final String METRICS = "/q/metrics";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final Pattern BEARER = Pattern.compile("bearer\\x20++([\\x21-\\x7e]++)", Pattern.CASE_INSENSITIVE);

    private final ApiKeys keys;
    private final AuthConfig config;
    private final Functions functions;

    @Inject
    KeyCheck(ApiKeys keys, AuthConfig config, Functions functions) {
        this.keys = keys;
        this.config = config;
        this.functions = functions;
    }

    /// @param path normalised, as the routes see it
    /// @param authorization all values of the header of that name
    /// @throws Fault.Unauthorized if a key is needed and there is none, or one that is not ours
    /// @throws Fault.Forbidden if the key does not allow this
    void check(String method, String path, List<String> authorization) {
        if (!keys.areNeeded() || isOpen(method, path)) {
            return;
        }
        ApiKey key = keys.find(characters(authorization))
                .orElseThrow(() -> new Fault.Unauthorized("the API key is not one of this server's"));
        Scope needed = needed(method, path);
        if (!key.scope().includes(needed)) {
            throw new Fault.Forbidden("%s %s needs an API key with the scope %s; that of this one, %s, is %s"
                    .formatted(method, Check.quoted(path), needed, Check.quoted(key.name()), key.scope()));
        }
    }

    private boolean isOpen(String method, String path) {
        if (!READING.contains(method)) {
            return path.equals("/") && method.equals("POST") && config.events() == AuthConfig.Guard.NONE;
        }
        return path.equals("/")
                || (OPEN.stream().anyMatch(open -> isBelow(path, open)) && !isBelow(path, SAMPLE))
                || (isBelow(path, METRICS) && config.metrics() == AuthConfig.Guard.NONE);
    }

    private static boolean isBelow(String path, String open) {
        return path.equals(open) || path.startsWith(open + "/");
    }

    /// Functions change nothing, whatever the method says; elsewhere the method tells.
    private Scope needed(String method, String path) {
        boolean isFunction = path.equals("/")
                || functions.isKnown(path.substring(1))
                || path.equals("/embed/stream")
                || path.startsWith("/v1/")
                || isBelow(path, "/tei");
        return isFunction || READING.contains(method) ? Scope.READ : Scope.WRITE;
    }

    private static String characters(List<String> authorization) {
        if (authorization.isEmpty()) {
            throw new Fault.Unauthorized(
                    "this server answers callers with an API key; send the header Authorization: Bearer, and the key");
        }
        Matcher bearer = BEARER.matcher(authorization.getFirst().strip());
        if (authorization.size() > 1 || !bearer.matches()) {
            throw new Fault.Unauthorized(
                    "the header Authorization cannot be read; send it once, as Bearer, a space and the API key");
        }
        return bearer.group(1);
    }
}
