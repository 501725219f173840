package dev.sextant.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.projection.Keyword;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.Quality;
import dev.sextant.projection.Theme;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Quantization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A map as one HTML page: styles, script, points and texts are all in it, and it asks nobody for anything. What the
/// texts hold is data: markup in them is shown as it is written, and the page's policy runs no script but its own.
final class MapPage {
    /// Characters of a text that the page shows.
    private static final int SHOWN = 1_000;

    private final ProjectedFile projected;

    private MapPage(ProjectedFile projected) {
        this.projected = projected;
    }

    static MapPage of(ProjectedFile projected) {
        return new MapPage(projected);
    }

    void write(OutputStream out) throws IOException {
        String style = resource("map.css");
        String script = resource("map.js");
        Map<String, String> parts = Map.of(
                "title",
                escaped(projected.title()),
                "policy",
                "default-src 'none'; style-src '%s'; script-src '%s'".formatted(hash(style), hash(script)),
                "style",
                style,
                "script",
                script);
        String template = resource("map.html");
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

    /// @param label name, values and the value of each row
    private record Data(
            String method,
            int components,
            String settings,
            String x,
            String y,
            @Nullable String z,
            String theme,
            List<Group> themes,
            @Nullable Label label,
            Quality quality,
            @Nullable String note,
            List<String> texts) {}

    private record Group(
            int id,
            String label,
            List<String> keywords,
            int size,
            @Nullable Integer parent) {}

    private record Label(String name, List<String> values, String rows) {}

    private void data(OutputStream out) throws IOException {
        MapReport report = projected.map().report();
        Matrix points = projected.map().projection().points();
        Data data = new Data(
                report.method().toUpperCase(Locale.ROOT),
                report.components(),
                projected.settings(),
                column(points, 0),
                column(points, 1),
                points.columns() > 2 ? column(points, 2) : null,
                base64(projected.map().themes().assignments()),
                report.themes().stream().map(MapPage::group).toList(),
                label(),
                report.quality(),
                report.note(),
                projected.file().texts().stream().map(MapPage::shown).toList());
        ObjectMapper json = new ObjectMapper()
                .setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL);
        json.getFactory().setCharacterEscapes(new NoMarkup());
        json.getFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeValue(out, data);
    }

    private static Group group(Theme theme) {
        return new Group(
                theme.id(),
                theme.label(),
                theme.keywords().stream().map(Keyword::term).toList(),
                theme.size(),
                theme.parent());
    }

    private @Nullable Label label() {
        String name = projected.file().labelField();
        if (name == null) {
            return null;
        }
        List<String> labels = projected.file().labels();
        Map<String, Integer> sizes = new TreeMap<>();
        labels.forEach(label -> sizes.merge(label, 1, Integer::sum));
        List<String> values = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Integer> places = new LinkedHashMap<>();
        values.forEach(value -> places.put(value, places.size()));
        return new Label(
                name,
                values,
                base64(labels.stream()
                        .mapToInt(label -> Objects.requireNonNull(places.get(label)))
                        .toArray()));
    }

    private static String column(Matrix points, int column) {
        float[] values = new float[points.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = points.values()[row * points.columns() + column];
        }
        return Base64.getEncoder().encodeToString(Quantization.littleEndian(values));
    }

    private static String base64(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static String shown(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MapPage.class.getResourceAsStream(name), name)) {
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
