package dev.sextant.collection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the header `Accept-Encoding` allows.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, section 12.5.3</a>
final class AcceptEncoding {
    private AcceptEncoding() {}

    /// Whether a coding is asked for, by its name or by `*`, and not refused by a weight of 0.
    static boolean allows(@Nullable String header, String coding) {
        List<String> codings = header == null
                ? List.of()
                : Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                        .map(each -> each.replaceAll("\\s", ""))
                        .toList();
        return named(codings, coding)
                .or(() -> named(codings, "*"))
                .map(each -> !each.matches(".*;q=0(\\.0*)?"))
                .orElse(false);
    }

    private static Optional<String> named(List<String> codings, String name) {
        return codings.stream()
                .filter(each -> each.equals(name) || each.startsWith(name + ";"))
                .findFirst();
    }
}
