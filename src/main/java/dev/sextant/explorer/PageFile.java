package dev.sextant.explorer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A file of the page as it goes out: plain and zipped once, as small as gzip makes it, instead of at every request.
final class PageFile {
    private static final int TAG_CHARACTERS = 16;

    private final String type;
    private final byte[] plain;
    private final byte[] zipped;
    private final String tag;

    /// @param type media type, with its charset
    /// @param plain the file; belongs to this object from now on
    PageFile(String type, byte[] plain) {
        this.type = type;
        this.plain = plain;
        this.zipped = zip(plain);
        this.tag = HexFormat.of().formatHex(sha256(plain)).substring(0, TAG_CHARACTERS);
    }

    String type() {
        return type;
    }

    /// Belongs to this object; not to be written to.
    byte[] bytes(boolean isZipped) {
        return isZipped ? zipped : plain;
    }

    /// What changes when the file does, one for each form, in the quotes of the header `ETag`.
    String tag(boolean isZipped) {
        return '"' + tag + (isZipped ? "-gzip" : "") + '"';
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new Smallest(zipped)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static final class Smallest extends GZIPOutputStream {
        Smallest(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
