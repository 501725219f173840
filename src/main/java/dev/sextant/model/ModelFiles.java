package dev.sextant.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The files of a model, by their names in a sentence-transformers folder, wherever they lie.
abstract sealed class ModelFiles permits FolderFiles, BuiltInModels.ArtifactFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> pinned;
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private volatile KeptDigests kept = new KeptDigests(new KeptFiles(Optional.empty()));

    /// @param pinned SHA-256 in hexadecimal that graph, weights and tokenizer may have; where it is empty, any
    ModelFiles(Set<String> pinned) {
        this.pinned = pinned;
    }

    abstract boolean has(String name);

    abstract InputStream open(String name) throws IOException;

    /// The folder itself, where there is one: graphs with external data are resolved against it.
    abstract Optional<Path> folder();

    /// What changes whenever a file does, and takes no reading of it; empty where there is no such thing.
    abstract Optional<String> stamp(String name) throws IOException;

    /// Takes digests from there, and puts them there.
    void remember(KeptDigests digests) {
        kept = digests;
    }

    /// A whole file in native memory, with room after it.
    ///
    /// @param room bytes to leave free after the file
    /// @return position 0, limit at the file's end, capacity `room` beyond
    ByteBuffer read(String name, int room) throws IOException {
        Optional<String> stamp = stamp(name);
        try (InputStream plain = open(name);
                DigestInputStream in = new DigestInputStream(plain, sha256());
                var channel = Channels.newChannel(in)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(size(name) + room));
            bytes.limit(bytes.capacity() - room);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            if (bytes.hasRemaining() || in.read() >= 0) {
                throw new IOException("%s changed while it was read".formatted(name));
            }
            digested(name, stamp, in.getMessageDigest());
            return bytes.flip();
        }
    }

    abstract long size(String name) throws IOException;

    /// @throws IOException if the file is missing or not JSON; the message names it
    JsonNode json(String name) throws IOException {
        try (InputStream in = open(name)) {
            return JSON.readTree(in);
        } catch (JacksonException e) {
            throw new IOException("%s is not valid JSON: %s".formatted(name, e.getOriginalMessage()), e);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new IOException("%s is missing in %s".formatted(name, this), e);
        }
    }

    /// The numbers of a JSON array.
    static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }

    /// Forgets what was read: the files may have changed since.
    void refresh() {
        digests.clear();
    }

    /// SHA-256 of a file in hexadecimal, computed when it is first read or asked for.
    String sha256(String name) {
        try {
            Optional<String> known = knownSha256(name);
            return known.isPresent() ? known.get() : computed(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /// The same, as far as it is known without reading the file.
    Optional<String> knownSha256(String name) throws IOException {
        String digest = digests.get(name);
        if (digest != null) {
            return Optional.of(digest);
        }
        Optional<String> found = stamp(name).flatMap(kept::find);
        if (found.isPresent()) {
            requirePinned(name, found.get());
            digests.put(name, found.get());
        }
        return found;
    }

    private String computed(String name) throws IOException {
        Optional<String> stamp = stamp(name);
        try (DigestInputStream in = new DigestInputStream(open(name), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return digested(name, stamp, in.getMessageDigest());
        }
    }

    /// A file that changed while it was read has another stamp by now, and is not kept.
    private String digested(String name, Optional<String> before, MessageDigest digest) throws IOException {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        requirePinned(name, sha256);
        digests.put(name, sha256);
        if (before.isPresent() && before.equals(stamp(name))) {
            kept.keep(before.get(), sha256);
        }
        return sha256;
    }

    private void requirePinned(String name, String sha256) throws IOException {
        if (!pinned.isEmpty() && !pinned.contains(sha256)) {
            throw new IOException(
                    "%s of %s has the SHA-256 %s, which it is not pinned to; bring back the file that it was, or pin this one by sextant.model.sha256"
                            .formatted(name, this, sha256));
        }
    }

    /// SHA-256 of a text in hexadecimal.
    static String sha256Of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
