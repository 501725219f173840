package dev.sextant.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sextant.collection.MapFields;
import dev.sextant.model.EmbedOptions;
import dev.sextant.project.EmbeddedTexts;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.MeaningMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Makes a map of the texts of a file, in a process of its own.
@CommandLine.Command(
        name = "project",
        description = {
            "Makes a map of the texts of a file, and shows its themes.",
            "--out map.html writes a page that opens from disk and can be mailed, --out map.csv a table of the points,"
                    + " --out map.json what the server would answer. Documents that cannot be read are told of and left"
                    + " out."
        },
        sortOptions = false)
final class ProjectCommand implements Callable<Integer> {
    @CommandLine.Parameters(
            paramLabel = "FILE",
            description = "Texts: .txt (a text a line), .csv (with a header), .jsonl or .ndjson; also .gz of these.")
    private Path file = Path.of("");

    @CommandLine.Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the map: .html, .csv or .json; may be given several times.")
    private List<Path> out = new ArrayList<>();

    @CommandLine.Option(names = "--method", paramLabel = "NAME", description = "umap (default) or pca.")
    private @Nullable String method;

    @CommandLine.Option(names = "--components", paramLabel = "N", description = "Dimensions, 2 (default) or 3.")
    private @Nullable Integer components;

    @CommandLine.Option(names = "--metric", paramLabel = "NAME", description = "cosine (default) or euclidean.")
    private @Nullable String metric;

    @CommandLine.Option(
            names = "--neighbors",
            paramLabel = "N",
            description = "Size of a neighborhood, 15 unless given; larger for the whole, smaller for detail.")
    private @Nullable Integer neighbors;

    @CommandLine.Option(
            names = "--min-dist",
            paramLabel = "X",
            description = "How tight points may lie, 0 to 1, 0.1 unless given.")
    private @Nullable Double minDist;

    @CommandLine.Option(names = "--epochs", paramLabel = "N", description = "Rounds of the layout.")
    private @Nullable Integer epochs;

    @CommandLine.Option(names = "--seed", paramLabel = "N", description = "Another seed, another map; 42 unless given.")
    private @Nullable Long seed;

    @CommandLine.Option(names = "--themes", paramLabel = "N", description = "A number, auto (default) or none.")
    private String themes = "auto";

    @CommandLine.Option(
            names = "--label",
            paramLabel = "FIELD",
            description = "Column or field with a category, to color by and to compare the themes with.")
    private @Nullable String label;

    @CommandLine.Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "Column or field with the text; text unless given.")
    private String textColumn = "text";

    @CommandLine.Option(
            names = "--id-column",
            paramLabel = "NAME",
            description = "Column or field with the id, if there is one; id unless given.")
    private String idColumn = "id";

    @CommandLine.Option(names = "--model", paramLabel = "ID", description = "Model to use instead of the default one.")
    private @Nullable String model;

    @Override
    public Integer call() throws IOException {
        // What is wrong with the options is said before anything takes time.
        MapSpec spec = new MapFields(method, components, metric, neighbors, minDist, epochs, seed, themes()).checked();
        List<MapFile> files = out.stream().map(path -> MapFile.of(path, file)).toList();
        Standalone parts = Standalone.create();
        MappedFile mapped = MappedFile.read(new DocumentFile(file, textColumn, idColumn, parts), label);
        EmbedOptions options = EmbeddedTexts.options(model).withKeep(false);
        EmbeddedTexts embedded = embed(parts, mapped.texts(), options);
        ProjectedFile projected;
        try (StageBars bars = new StageBars()) {
            MeaningMap map = MeaningMap.make(
                    embedded.vectors(),
                    mapped.texts(),
                    mapped.labels(),
                    spec,
                    EmbeddedTexts.namer(parts.embedder(), options),
                    bars);
            projected = new ProjectedFile(file.getFileName().toString(), mapped, embedded.model(), map);
        }
        for (MapFile target : files) {
            target.write(projected, parts.json());
            System.err.println("Wrote " + target.path());
        }
        if (files.stream().noneMatch(MapFile::isJson)) {
            System.out.print(ThemeTable.of(projected));
        }
        return CommandLine.ExitCode.OK;
    }

    private static EmbeddedTexts embed(Standalone parts, List<String> texts, EmbedOptions options) {
        try (ProgressBar progress = Progress.bar("Embedding", " texts", texts.size())) {
            return EmbeddedTexts.of(parts.embedder(), texts, options, progress::stepTo);
        }
    }

    /// As the server takes it, which also finds what is wrong with it.
    private JsonNode themes() {
        if (themes.equals("none")) {
            return BooleanNode.FALSE;
        }
        JsonNode count = themes.matches("-?\\d{1,9}") ? new IntNode(Integer.parseInt(themes)) : new TextNode(themes);
        return JsonNodeFactory.instance.objectNode().set("count", count);
    }
}
