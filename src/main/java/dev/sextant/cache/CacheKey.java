package dev.sextant.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Identity of an embedding: 256 bits of SHA-256 over the model's fingerprint, the prompt, the normalisation and the
/// SHA-256 of the text. Collisions are not expected in the lifetime of anything, so the text itself is not kept.
public record CacheKey(long first, long second, long third, long fourth) {

    /// Makes the keys of one model, prompt and normalisation.
    public static final class Space {
        private final byte[] prefix;

        public Space(String fingerprint, String prompt, boolean normalize) {
            // Lengths keep ("ab", "c") and ("a", "bc") apart.
            this.prefix = "%d %s %d %s %b "
                    .formatted(fingerprint.length(), fingerprint, prompt.length(), prompt, normalize)
                    .getBytes(StandardCharsets.UTF_8);
        }

        public CacheKey of(String text) {
            MessageDigest sha256 = sha256();
            byte[] textDigest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
            sha256.update(prefix);
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(textDigest));
            return new CacheKey(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /// The 256 bits in the alphabet of base64 for addresses, 43 characters.
    @Override
    public String toString() {
        byte[] bits = ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
