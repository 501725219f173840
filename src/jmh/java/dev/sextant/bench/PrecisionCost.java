package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.projection.Distance;
import dev.sextant.projection.NeighborSearch;
import dev.sextant.projection.Neighbors;
import dev.sextant.projection.Progress;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What another precision of a model costs: the cosines of its vectors to the reference's, and how many of the
/// reference's exact neighbors it finds. `PrecisionCost REFERENCE MODEL FILE N K`: N lines are searched, and up to 500
/// lines behind them are queries, each embedded alone, as they come in life.
public final class PrecisionCost {
    private static final int QUERIES = 500;

    private PrecisionCost() {}

    /// @param args id of the reference, id of the model, file, number of lines, neighbors to a query
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[3]);
        int neighbors = Integer.parseInt(args[4]);
        List<String> texts = Files.readAllLines(Path.of(args[2])).stream()
                .filter(line -> !line.isBlank())
                .limit(count + QUERIES)
                .toList();
        List<String> corpus = texts.subList(0, count);
        List<String> queries = texts.subList(count, texts.size());
        Standalone sextant = Standalone.create();
        Matrix expected = together(sextant, args[0], corpus);
        Matrix actual = together(sextant, args[1], corpus);
        printCosines("in batches", expected, actual);
        Matrix expectedQueries = together(sextant, args[0], queries);
        Matrix actualQueries = alone(sextant, args[1], queries);
        printCosines("alone", expectedQueries, actualQueries);
        Neighbors exact = nearest(expectedQueries, expected, neighbors);
        print("documents and queries", exact, nearest(actualQueries, actual, neighbors));
        print("queries only", exact, nearest(actualQueries, expected, neighbors));
    }

    private static Matrix together(Standalone sextant, String model, List<String> texts) {
        return sextant.embedder().embed(texts, options(model)).vectors();
    }

    private static Matrix alone(Standalone sextant, String model, List<String> texts) {
        return Matrix.ofRows(texts.stream()
                .map(text -> together(sextant, model, List.of(text)).row(0))
                .toList());
    }

    private static EmbedOptions options(String model) {
        return EmbedOptions.defaults(Long.MAX_VALUE).withModel(model).withKeep(false);
    }

    private static Neighbors nearest(Matrix queries, Matrix corpus, int count) {
        return NeighborSearch.between(queries, corpus, Distance.COSINE, count, Progress.NONE);
    }

    private static void printCosines(String how, Matrix expected, Matrix actual) {
        double[] cosines = IntStream.range(0, expected.rows())
                .mapToDouble(i -> dot(expected.row(i), actual.row(i)))
                .sorted()
                .toArray();
        System.out.printf(
                "%s, %d texts: cosine least %.6f, 1st percentile %.6f, median %.6f, mean %.6f%n",
                how,
                cosines.length,
                cosines[0],
                cosines[cosines.length / 100],
                cosines[cosines.length / 2],
                Arrays.stream(cosines).average().orElse(Double.NaN));
    }

    private static void print(String what, Neighbors exact, Neighbors found) {
        long right = 0;
        for (int query = 0; query < exact.rows(); query++) {
            for (int rank = 0; rank < found.count(); rank++) {
                right += has(exact, query, found.index(query, rank)) ? 1 : 0;
            }
        }
        System.out.printf(
                "recall@%d, %s in this precision: %.4f over %d queries%n",
                exact.count(), what, (double) right / exact.rows() / exact.count(), exact.rows());
    }

    private static boolean has(Neighbors neighbors, int query, int row) {
        return IntStream.range(0, neighbors.count()).anyMatch(rank -> neighbors.index(query, rank) == row);
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
