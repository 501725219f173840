package dev.sextant.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.projection.Distance;
import dev.sextant.projection.LabelAgreement;
import dev.sextant.projection.Method;
import dev.sextant.projection.NeighborSearch;
import dev.sextant.projection.Neighbors;
import dev.sextant.projection.Progress;
import dev.sextant.projection.Projection;
import dev.sextant.projection.TextVectors;
import dev.sextant.projection.Theme;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.projection.Themes;
import dev.sextant.vectors.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Whether themes agree with labels that people gave, how long finding them takes, and what they are called, for a
/// person to judge. `ThemeEvaluation FILE N [COUNT]`: the first N lines of `FILE.jsonl.gz`, objects with `text` and
/// `label`; COUNT for so many themes, by k-means.
public final class ThemeEvaluation {
    private static final int NEIGHBORS = 15;
    private static final long SEED = 42;

    private ThemeEvaluation() {}

    /// @param args file, number of lines, number of themes
    public static void main(String[] args) throws IOException {
        List<JsonNode> lines = lines(Path.of(args[0]), Integer.parseInt(args[1]));
        List<String> texts =
                lines.stream().map(line -> line.path("text").asText()).toList();
        List<String> labels =
                lines.stream().map(line -> line.path("label").asText()).toList();
        ThemeChoice choice =
                args.length > 2 ? new ThemeChoice.Count(Integer.parseInt(args[2])) : new ThemeChoice.Auto();
        Standalone sextant = Standalone.create();
        TextVectors embedder = some -> sextant.embedder()
                .embed(some, EmbedOptions.defaults(Long.MAX_VALUE).withKeep(false))
                .vectors();
        Matrix vectors = timed("embedding", () -> embedder.embed(texts));
        Neighbors neighbors =
                timed("neighbors", () -> NeighborSearch.find(vectors, Distance.COSINE, NEIGHBORS, SEED, Progress.NONE));
        Projection map = new Projection(Method.PCA, vectors.leadingColumns(2), neighbors, 0, List.of(), "");
        TextVectors timedEmbedder =
                some -> timed("  of it, vectors of %d phrases".formatted(some.size()), () -> embedder.embed(some));
        timed(
                "groups",
                () -> Themes.find(vectors, map, Distance.COSINE, choice, List.of(), embedder, SEED, Progress.NONE));
        Themes themes = timed(
                "groups and names",
                () -> Themes.find(vectors, map, Distance.COSINE, choice, texts, timedEmbedder, SEED, Progress.NONE));
        report(themes, labels);
        print(themes, texts, null, "");
    }

    private static List<JsonNode> lines(Path file, int most) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.lines().limit(most).forEach(line -> lines.add(read(json, line)));
        }
        return lines;
    }

    private static JsonNode read(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }

    private static <T> T timed(String stage, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        System.out.printf("%s: %.2f s%n", stage, (System.nanoTime() - start) / 1e9);
        return result;
    }

    private static void report(Themes themes, List<String> labels) {
        List<String> main =
                labels.stream().map(label -> label.split("\\.", 2)[0]).toList();
        long leaves =
                themes.list().stream().filter(theme -> isLeaf(themes, theme)).count();
        System.out.printf(
                "%d themes, %d of them parents; noise %.3f; V-measure %.4f against %d labels, %.4f against %d before the dot%n",
                themes.list().size(),
                themes.list().size() - leaves,
                themes.noiseShare(),
                LabelAgreement.of(themes.assignments(), labels),
                labels.stream().distinct().count(),
                LabelAgreement.of(themes.assignments(), main),
                main.stream().distinct().count());
    }

    private static boolean isLeaf(Themes themes, Theme theme) {
        return themes.list().stream()
                .noneMatch(other -> Integer.valueOf(theme.id()).equals(other.parent()));
    }

    private static void print(Themes themes, List<String> texts, @Nullable Integer parent, String indent) {
        for (Theme theme : themes.list()) {
            if (parent == null ? theme.parent() == null : parent.equals(theme.parent())) {
                System.out.printf(
                        "%s%s (%d): %s%n",
                        indent,
                        theme.label(),
                        theme.size(),
                        texts.get(theme.representatives().getFirst()));
                print(themes, texts, theme.id(), indent + "    ");
            }
        }
    }
}
