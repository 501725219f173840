package dev.sextant.wire.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/// Reads lists of keys. Its complaints name the place, and quote nothing: what stands in the wrong place may be a key.
final class KeyLines {
    private static final int WORDS = 3;

    private KeyLines() {}

    /// The keys of a file: on a line a name, a scope and a key or its hash, with white space between; empty lines and
    /// those that begin with `#` are left out.
    ///
    /// @param place what the text is, for complaints
    /// @return at least one key
    /// @throws ConfigurationException if a line is wrong or there is no key, with a sentence that names the line
    static List<ApiKey> parse(String text, String place) {
        List<ApiKey> keys = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = "line %d of %s".formatted(number, place);
            ApiKey key = key(line.split("\\s+"), where);
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).isSameAs(key)) {
                    throw new ConfigurationException("%s: the key is that of line %d; a key stands on one line"
                            .formatted(where, numbers.get(i)));
                }
            }
            keys.add(key);
            numbers.add(number);
        }
        if (keys.isEmpty()) {
            throw new ConfigurationException(
                    "%s has no key; a line is a name, a scope (read or write) and a key".formatted(place));
        }
        return List.copyOf(keys);
    }

    /// Keys without names, each of which may do everything.
    ///
    /// @throws ConfigurationException if one of them is wrong, with a sentence that says which
    static List<ApiKey> list(List<String> keys, String place) {
        List<ApiKey> found = new ArrayList<>();
        for (String key : keys) {
            String name = "key %d of %s".formatted(found.size() + 1, place);
            found.add(key(name, Scope.WRITE, key.strip(), name));
        }
        return List.copyOf(found);
    }

    private static ApiKey key(String[] words, String where) {
        if (words.length != WORDS) {
            throw new ConfigurationException(
                    "%s has %d words; it is a name, a scope (read or write) and a key".formatted(where, words.length));
        }
        Scope scope = Scope.of(words[1])
                .orElseThrow(() -> new ConfigurationException(
                        "%s: the second word is not a scope; it is read, or write, which includes read"
                                .formatted(where)));
        return key(words[0], scope, words[2], where);
    }

    private static ApiKey key(String name, Scope scope, String keyOrHash, String where) {
        try {
            return ApiKey.of(name, scope, keyOrHash);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("%s: %s".formatted(where, e.getMessage()));
        }
    }
}
