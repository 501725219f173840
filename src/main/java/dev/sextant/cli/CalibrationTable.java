package dev.sextant.cli;

import dev.sextant.model.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured of batch sizes, to read.
final class CalibrationTable {
    private CalibrationTable() {}

    static String of(Calibration calibration) {
        List<String> lines = new ArrayList<>();
        lines.add("%s on %s".formatted(calibration.model(), calibration.device()));
        lines.add("");
        lines.add("batch size   seconds   texts/s   tokens/s");
        for (Calibration.Row row : calibration.rows()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%10d  %8.3f  %8.0f  %9.0f%s",
                    row.batchSize(),
                    row.seconds(),
                    row.textsPerSecond(),
                    row.tokensPerSecond(),
                    row.batchSize() == calibration.best() ? "  best" : ""));
        }
        lines.add("");
        lines.add(best(calibration));
        if (calibration.note() != null) {
            lines.add(calibration.note());
        }
        return String.join("\n", lines);
    }

    private static String best(Calibration calibration) {
        String best = "Best are batches of %d".formatted(calibration.best());
        return calibration.speedUpOverOne() == null
                ? best + "."
                : best
                        + String.format(
                                Locale.ROOT,
                                ", %.2f times as fast as one text at a time.",
                                calibration.speedUpOverOne());
    }
}
