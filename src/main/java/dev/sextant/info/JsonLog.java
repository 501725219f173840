package dev.sextant.info;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.StructuredFormatter;

/// Makes the log's lines objects, wherever they go, where `sextant.log.json` says so.
@Singleton
final class JsonLog {
    private static final int FIRST = 1;

    private final LogConfig config;

    @Inject
    JsonLog(LogConfig config) {
        this.config = config;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (config.json()) {
            format(InitialConfigurator.DELAYED_HANDLER);
        }
    }

    /// Some handlers only pass lines on to others.
    private static void format(Handler handler) {
        if (handler instanceof ExtHandler passing && passing.getHandlers().length > 0) {
            for (Handler next : passing.getHandlers()) {
                format(next);
            }
            return;
        }
        JsonFormatter lines = new JsonFormatter();
        lines.setExceptionOutputType(StructuredFormatter.ExceptionOutputType.FORMATTED);
        handler.setFormatter(lines);
    }
}
