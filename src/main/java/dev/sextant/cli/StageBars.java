package dev.sextant.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/// Shows one bar after another: one a stage whose length is known, and a word for the others.
final class StageBars implements dev.sextant.projection.Progress, AutoCloseable {
    private @Nullable ProgressBar bar;

    @Override
    public void stage(String name, long total) {
        close();
        String task = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        if (total > 0) {
            bar = Progress.bar(task, "", total);
        } else {
            System.err.println(task);
        }
    }

    @Override
    public void step(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        bar = null;
    }
}
