package dev.sextant.wire.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// An API key as the server knows it: by the SHA-256 of its characters, never by the characters themselves.
///
/// No text that this class gives away contains a key.
public final class ApiKey {
    private static final String HASH = "sha256:";
    private static final int HASH_BYTES = 32;
    private static final int LEAST = 16;

    /// What a header can carry after `Bearer`.
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");

    private final String name;
    private final Scope scope;
    private final byte[] digest;

    private ApiKey(String name, Scope scope, byte[] digest) {
        this.name = name;
        this.scope = scope;
        this.digest = digest;
    }

    /// @param name what people call the key
    /// @param keyOrHash the key, or `sha256:` and 64 hexadecimal digits
    /// @throws IllegalArgumentException if it is neither, with a sentence that says why
    static ApiKey of(String name, Scope scope, String keyOrHash) {
        if (keyOrHash.startsWith(HASH)) {
            return new ApiKey(name, scope, hash(keyOrHash.substring(HASH.length())));
        }
        if (!isWellFormed(keyOrHash)) {
            throw new IllegalArgumentException(
                    "the key has a character that no header can carry; letters, digits and -._~+/ are good, = at its end");
        }
        if (keyOrHash.length() < LEAST) {
            throw new IllegalArgumentException(
                    "the key has %d characters; it has %d or more, such as those of `openssl rand -hex 32`"
                            .formatted(keyOrHash.length(), LEAST));
        }
        return new ApiKey(name, scope, digest(keyOrHash));
    }

    /// Whether the characters are such as a key has.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
    public static boolean isWellFormed(String key) {
        return CHARACTERS.matcher(key).matches();
    }

    /// @return 32 bytes
    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hash(String digits) {
        if (digits.length() != 2 * HASH_BYTES || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "what follows sha256: is not %d hexadecimal digits".formatted(2 * HASH_BYTES));
        }
        return HexFormat.of().parseHex(digits);
    }

    /// What people call the key.
    public String name() {
        return name;
    }

    public Scope scope() {
        return scope;
    }

    /// Takes as long for a wrong digest as for the right one.
    boolean hasDigest(byte[] candidate) {
        return MessageDigest.isEqual(digest, candidate);
    }

    /// Whether both stand for the same key, whatever they are called.
    boolean isSameAs(ApiKey other) {
        return hasDigest(other.digest);
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(name, scope);
    }
}
