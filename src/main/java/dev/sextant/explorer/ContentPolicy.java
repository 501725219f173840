package dev.sextant.explorer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the page may do in a browser: use what comes from this server, and run the one script that stands in it, its
/// import map, known by its hash.
///
/// @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
final class ContentPolicy {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ContentPolicy() {}

    /// @param page the HTML of the page
    /// @return the value of the header `Content-Security-Policy`
    static String of(String page) {
        String hashes = IMPORT_MAP
                .matcher(page.replace("\r\n", "\n")) // As browsers read it before they hash.
                .results()
                .map(map -> " 'sha256-" + hash(map.group(1)) + "'")
                .collect(Collectors.joining());
        return "default-src 'self'; script-src 'self'" + hashes + "; img-src 'self' blob: data:; object-src 'none'; "
                + "base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
    }

    private static String hash(String script) {
        return Base64.getEncoder().encodeToString(PageFile.sha256(script.getBytes(StandardCharsets.UTF_8)));
    }
}
