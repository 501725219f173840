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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The files of a model, by their names in a sentence-transformers folder, wherever they lie.
abstract sealed class ModelFiles permits FolderFiles, BuiltInModels.ArtifactFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> digests = new ConcurrentHashMap<>();

    abstract boolean has(String name);

    abstract InputStream open(String name) throws IOException;

    /// The folder itself, where there is one: graphs with external data are resolved against it.
    abstract Optional<Path> folder();

    /// A whole file in native memory, with room after it.
    ///
    /// @param room bytes to leave free after the file
    /// @return position 0, limit at the file's end, capacity `room` beyond
    ByteBuffer read(String name, int room) throws IOException {
        try (InputStream plain = open(name);
                DigestInputStream in = new DigestInputStream(plain, sha256());
                var channel = Channels.newChannel(in)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(size(name) + room));
            bytes.limit(bytes.capacity() - room);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            if (bytes.hasRemaining() || in.read() >= 0) {
                throw new IOException("%s changed while it was read".formatted(name));
            }
            digests.put(name, HexFormat.of().formatHex(in.getMessageDigest().digest()));
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
        return digests.computeIfAbsent(name, key -> {
            try (DigestInputStream in = new DigestInputStream(open(key), sha256())) {
                in.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(in.getMessageDigest().digest());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
