package dev.sextant.project;

import dev.sextant.Fault;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.vectors.Matrix;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A checked request to project.
///
/// @param source what is mapped
/// @param labels of the rows, or empty
/// @param model id of a model as the request names it
record ProjectCall(
        Source source,
        MapSpec spec,
        List<String> labels,
        @Nullable String model) {
    /// The longest row whose square is a float32, summed over as many rows as there can be.
    private static final double LONGEST = 1e15;

    private static final String REMEDY =
            "put them into a collection, whose map POST /collections/{name}/map makes in the background";

    /// What is mapped.
    sealed interface Source {}

    /// Texts, which are embedded.
    record Texts(List<String> texts) implements Source {}

    /// Vectors, and perhaps their texts.
    record Given(Matrix vectors, List<String> texts) implements Source {}

    /// The vectors of a collection.
    record Named(String collection) implements Source {}

    /// @throws Fault if a field's value is not one that it can have
    static ProjectCall of(ProjectRequest request, Limits limits) {
        MapSpec spec = request.fields().checked();
        Source source = source(request, limits);
        List<String> labels = labels(request.labels());
        switch (source) {
            case Texts texts -> requireLabels(labels, texts.texts().size());
            case Given given -> requireLabels(labels, given.vectors().rows());
            case Named named -> {} // How many rows it has is seen when it is read.
        }
        return new ProjectCall(source, spec, labels, request.model());
    }

    /// Whether themes are to be named by words.
    boolean asksForNames() {
        return !(spec.themes() instanceof ThemeChoice.None);
    }

    /// @throws Fault.InvalidRequest if there are labels, but not as many as rows
    static void requireLabels(List<String> labels, int rows) {
        if (!labels.isEmpty() && labels.size() != rows) {
            throw new Fault.InvalidRequest(
                    "labels has %d labels for %d rows; send one a row".formatted(labels.size(), rows), "labels");
        }
    }

    private static Source source(ProjectRequest request, Limits limits) {
        String field = request.embeddings() == null ? "vectors" : "embeddings";
        Vectors vectors = request.embeddings() == null ? request.vectors() : request.embeddings();
        if (request.embeddings() != null && request.vectors() != null) {
            throw new Fault.InvalidRequest("both vectors and embeddings are given; send one of them", field);
        }
        if (request.collection() != null) {
            if (vectors != null || request.texts() != null) {
                throw new Fault.InvalidRequest(
                        "collection is given, and so are texts or vectors; send one of them", "collection");
            }
            return new Named(request.collection());
        }
        if (vectors != null) {
            return given(field, vectors, request, limits);
        }
        if (request.texts() == null) {
            throw new Fault.InvalidRequest(
                    "texts is missing, and so are vectors and collection; send one of them", "texts");
        }
        return new Texts(texts(request.texts(), limits));
    }

    private static Given given(String field, Vectors vectors, ProjectRequest request, Limits limits) {
        Matrix matrix = Matrix.ofRows(vectors.checked(field, limits.projectRows(), REMEDY));
        Integer dimensions = request.dimensions();
        if (request.embeddings() != null && dimensions != null && dimensions != matrix.columns()) {
            throw new Fault.InvalidRequest(
                    "embeddings[0] has %d values of float32, and dimensions is %d; embed with encoding float or base64"
                            .formatted(matrix.columns(), dimensions),
                    field,
                    0);
        }
        requireShort(field, matrix);
        if (request.texts() == null) {
            return new Given(matrix, List.of());
        }
        List<String> texts = texts(request.texts(), limits);
        if (texts.size() != matrix.rows()) {
            throw new Fault.InvalidRequest(
                    "texts has %d texts for %d rows of %s; send one a row, or none"
                            .formatted(texts.size(), matrix.rows(), field),
                    "texts");
        }
        return new Given(matrix, texts);
    }

    private static List<String> texts(List<@Nullable String> texts, Limits limits) {
        return Check.texts("texts", texts, limits.projectRows(), REMEDY, limits);
    }

    private static void requireShort(String field, Matrix vectors) {
        for (int row = 0; row < vectors.rows(); row++) {
            if (vectors.rowLength(row) > LONGEST) {
                throw new Fault.InvalidRequest(
                        "%s[%d] has length %.3g; its distances are beyond float32, scale all vectors so that none is longer than %.3g"
                                .formatted(field, row, vectors.rowLength(row), LONGEST),
                        field,
                        row);
            }
        }
    }

    private static List<String> labels(@Nullable List<@Nullable String> labels) {
        if (labels == null) {
            return List.of();
        }
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i) == null) {
                throw new Fault.InvalidRequest(
                        "labels[%d] is null; every label is a string, the name of a category".formatted(i),
                        "labels",
                        i);
            }
            checked.add(Objects.requireNonNull(labels.get(i)));
        }
        if (checked.isEmpty()) {
            throw new Fault.InvalidRequest("labels is empty; send one a row, or leave it out", "labels");
        }
        return checked;
    }
}
