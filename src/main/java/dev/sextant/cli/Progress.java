package dev.sextant.cli;

import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far a command is, on standard error: standard output carries the answer.
final class Progress {
    static final long UNKNOWN = -1;

    private static final int UPDATE_MILLIS = 250;

    private Progress() {}

    /// A bar with rate and time left.
    ///
    /// @param unit with a space before it
    /// @param total [#UNKNOWN] where it is not known
    static ProgressBar bar(String task, String unit, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }
}
