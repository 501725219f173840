package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How well cosine agrees with people: Spearman's rank correlation over pairs of sentences that people have scored.
/// `StsEvaluation MODEL FILE`, the file's lines being score, sentence, sentence, with tabs between.
public final class StsEvaluation {
    private StsEvaluation() {}

    /// @param args model id, file
    public static void main(String[] args) throws IOException {
        List<String[]> pairs = Files.readAllLines(Path.of(args[1])).stream()
                .map(line -> line.split("\t"))
                .toList();
        EmbedOptions options = EmbedOptions.defaults(Long.MAX_VALUE).withModel(args[0]);
        Standalone sextant = Standalone.create();
        Matrix first = sextant.embedder().embed(column(pairs, 1), options).vectors();
        Matrix second = sextant.embedder().embed(column(pairs, 2), options).vectors();
        double[] people =
                pairs.stream().mapToDouble(pair -> Double.parseDouble(pair[0])).toArray();
        double[] cosines = IntStream.range(0, pairs.size())
                .mapToDouble(i -> dot(first.row(i), second.row(i)))
                .toArray();
        System.out.printf(
                "%s: Spearman of cosine %.4f over %d pairs%n",
                args[0], pearson(ranks(people), ranks(cosines)), pairs.size());
    }

    private static List<String> column(List<String[]> pairs, int column) {
        List<String> texts = new ArrayList<>();
        pairs.forEach(pair -> texts.add(pair[column]));
        return texts;
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }

    /// Ranks from 1; equal values share the mean of theirs.
    private static double[] ranks(double[] values) {
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        double[] ranks = new double[values.length];
        for (int start = 0, end; start < values.length; start = end) {
            end = start + 1;
            while (end < values.length && values[order.get(end)] == values[order.get(start)]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order.get(i)] = (start + 1 + end) / 2.0;
            }
        }
        return ranks;
    }

    private static double pearson(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return product / Math.sqrt(squaresA * squaresB);
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
    }
}
