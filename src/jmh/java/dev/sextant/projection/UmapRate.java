package dev.sextant.projection;

import dev.sextant.bench.FloatFile;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Maps the first rows of a file, cold and then warm, and prints the seconds of each stage:
/// `UmapRate FILE DIMENSIONS ROWS [COMPONENTS] [OUT]`, files float32, little-endian. OUT is what
/// `tools/umap-reference/compare.py` judges.
public final class UmapRate {
    private static final int ROUNDS = 4;

    private UmapRate() {}

    /// @param args file, dimensions, rows, components of the map, file for the last map
    public static void main(String[] args) throws IOException {
        Matrix vectors = FloatFile.read(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        int components = args.length > 3 ? Integer.parseInt(args[3]) : 2;
        Recipe usual = Recipe.DEFAULT;
        Recipe recipe = new Recipe(
                Method.UMAP,
                components,
                usual.distance(),
                usual.neighbors(),
                usual.minDist(),
                usual.epochs(),
                usual.seed());
        for (int round = 0; round < ROUNDS; round++) {
            Stages stages = new Stages();
            Projection projection = Projector.project(vectors, recipe, stages);
            System.out.printf(
                    "%s %d × %d → %d: %s%n",
                    round == 0 ? "cold" : "warm", vectors.rows(), vectors.columns(), components, stages.told());
            if (round == ROUNDS - 1 && args.length > 4) {
                write(projection.points(), Path.of(args[4]));
            }
        }
    }

    private static void write(Matrix points, Path file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(points.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(points.values());
        Files.write(file, bytes.array());
    }

    /// Takes the time from one stage to the next.
    private static final class Stages implements Progress {
        private final long started = System.nanoTime();
        private final StringBuilder told = new StringBuilder();
        private long since = started;
        private String current = "rows";

        @Override
        public void stage(String name, long total) {
            long now = System.nanoTime();
            told.append("%s %.2f s, ".formatted(current, (now - since) / 1e9));
            since = now;
            current = name;
        }

        @Override
        public void step(long done) {}

        String told() {
            stage("end", 0);
            return told + "in all %.2f s".formatted((System.nanoTime() - started) / 1e9);
        }
    }
}
