package dev.sextant.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A map as one HTML page: styles, script, points and texts are all in it, and it asks nobody for anything. What the
/// texts hold is data: markup in them is shown as it is written, and the page's policy runs no script but its own.
final class MapPage {
    /// Parts of the script, in the order in which they need each other.
    private static final List<String> SCRIPTS =
            List.of("data", "colors", "stage", "dots", "labels", "view", "input", "texts", "groups", "find", "about");

    private final ProjectedFile projected;

    private MapPage(ProjectedFile projected) {
        this.projected = projected;
    }

    static MapPage of(ProjectedFile projected) {
        return new MapPage(projected);
    }

    void write(OutputStream out) throws IOException {
        String style = resource("page.css");
        String script = script();
        Map<String, String> parts = Map.of(
                "title",
                escaped(projected.title()),
                "policy",
                "default-src 'none'; style-src '%s'; script-src '%s'".formatted(hash(style), hash(script)),
                "style",
                style,
                "script",
                script);
        String template = resource("page.html");
        // What is filled in is not looked at again: it may hold anything.
        for (int at = 0; at < template.length(); ) {
            int open = template.indexOf("{{", at);
            if (open < 0) {
                out.write(template.substring(at).getBytes(StandardCharsets.UTF_8));
                return;
            }
            out.write(template.substring(at, open).getBytes(StandardCharsets.UTF_8));
            int close = template.indexOf("}}", open);
            String name = template.substring(open + 2, close);
            if (name.equals("data")) {
                data(out);
            } else {
                out.write(Objects.requireNonNull(parts.get(name)).getBytes(StandardCharsets.UTF_8));
            }
            at = close + 2;
        }
    }

    private void data(OutputStream out) throws IOException {
        ObjectMapper json = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        json.getFactory().setCharacterEscapes(new NoMarkup());
        json.getFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeValue(out, PageData.of(projected));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String script() throws IOException {
        StringBuilder script = new StringBuilder();
        for (String part : SCRIPTS) {
            script.append(resource(part + ".js")).append('\n');
        }
        return script.toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MapPage.class.getResourceAsStream("map/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(String inline) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Writes `<` so that no text can end the element that the data is in.
    private static final class NoMarkup extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
