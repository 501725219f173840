package dev.sextant.cli;

import dev.sextant.calibrate.CalibrateRequest;
import dev.sextant.model.Calibration;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Measures how many texts at once are best on this machine.
@CommandLine.Command(
        name = "calibrate",
        description = {
            "Measures how many texts at once are best on this machine, which is kept and used from then on.",
            "Asks the server at SEXTANT_URL, or on this machine unless set; where none answers there, it measures"
                    + " itself. Takes half a minute or so."
        },
        sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
    @CommandLine.Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Texts to measure with, one a line, UTF-8, - for standard input; a sample unless given.")
    private @Nullable String file;

    @CommandLine.Option(
            names = "--batch-sizes",
            split = ",",
            paramLabel = "N",
            description = "Numbers of texts in a batch, such as 1,16,64; 1,16,64,128,256 unless given.")
    private @Nullable List<Integer> batchSizes;

    @CommandLine.Option(names = "--model", paramLabel = "ID", description = "Model to use instead of the default one.")
    private @Nullable String model;

    @CommandLine.Option(names = "--json", description = "Give what the server answers.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Standalone parts = Standalone.create();
        Calibration found = calibrate(parts, request());
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(
                    json
                            ? parts.json().writeValueAsBytes(found)
                            : CalibrationTable.of(found).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        return CommandLine.ExitCode.OK;
    }

    private CalibrateRequest request() throws IOException {
        return new CalibrateRequest(
                batchSizes == null ? null : new ArrayList<@Nullable Integer>(batchSizes),
                file == null ? null : new ArrayList<@Nullable String>(TextLines.of(file)),
                model);
    }

    private static Calibration calibrate(Standalone parts, CalibrateRequest request) throws IOException {
        Optional<RunningServer> running = RunningServer.find(parts);
        if (running.isPresent()) {
            try (RunningServer server = running.get()) {
                return server.post("/calibrate", request, Calibration.class);
            }
        }
        return parts.calibrator().calibrate(request, () -> false);
    }
}
