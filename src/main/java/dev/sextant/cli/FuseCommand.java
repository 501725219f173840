package dev.sextant.cli;

import dev.sextant.model.FusedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Makes a model ready for a card: fused operators, half precision.
@CommandLine.Command(
        name = "fuse",
        description = {
            "Writes a copy of a model for an NVIDIA card: fused operators, weights of half precision.",
            "Works for BERT, RoBERTa, XLM-RoBERTa and CamemBERT. Ends by comparing vectors of the copy with the model's,"
                    + " both on the CPU."
        },
        sortOptions = false)
final class FuseCommand implements Callable<Integer> {
    /// Names of number types, as `/info` gives them.
    enum Precision {
        fp16(0.999),
        fp32(0.99999);

        private final double leastCosine;

        Precision(double leastCosine) {
            this.leastCosine = leastCosine;
        }
    }

    @CommandLine.Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "Id of a built-in model, or a sentence-transformers folder with an ONNX export.")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private String model;

    @CommandLine.Parameters(index = "1", paramLabel = "FOLDER", description = "Folder to write; must not be there yet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Path folder;

    @CommandLine.Option(
            names = "--precision",
            defaultValue = "fp16",
            paramLabel = "fp16|fp32",
            description = "Number type of weights and of what is computed; fp16 unless given.")
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private Precision precision;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder)) {
            throw new IOException("%s is there already; name a folder that is not".formatted(folder));
        }
        double cosine;
        try {
            cosine = writeAndProve();
        } catch (IOException | RuntimeException e) {
            deleteFolder();
            throw e;
        }
        System.out.printf("%s holds %s in %s; least cosine to the original %.6f%n", folder, model, precision, cosine);
        return CommandLine.ExitCode.OK;
    }

    /// @return the least cosine of the copy's vectors to the model's
    private double writeAndProve() throws IOException {
        FusedFolder.write(model, precision == Precision.fp16, folder);
        double cosine = FusedProof.leastCosine(model, folder);
        // NaN, which is what numbers beyond half precision end in, is no more than anything.
        if (!(cosine >= precision.leastCosine)) {
            throw new IOException("%s cannot be fused: a vector of the copy has cosine %.6f to the model's, not %s"
                    .formatted(model, cosine, precision.leastCosine));
        }
        return cosine;
    }

    /// Nobody is to find a copy that is not the model.
    private void deleteFolder() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
