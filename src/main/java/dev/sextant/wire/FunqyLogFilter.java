package dev.sextant.wire;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/// Keeps one message out of the log: Funqy reports every body that it cannot read as an error, with a stack, where it
/// is the caller's mistake and the caller is told. Its other messages, such as of answers that cannot be written, stay.
@LoggingFilter(name = "funqy")
public final class FunqyLogFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord log) {
        return !("io.quarkus.funqy".equals(log.getLoggerName())
                && "Failed to unmarshal input".equals(log.getMessage()));
    }
}
