package dev.sextant.model;

import org.jboss.logging.Logger;

/// Where the time of a load goes: closed at the end of a part of it, says in the log, at debug, how long that took.
record LoadTimes(String part, long started) implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LoadTimes.class);

    static LoadTimes of(String part) {
        return new LoadTimes(part, System.nanoTime());
    }

    @Override
    public void close() {
        LOG.debugf("Loading, %s: %d ms", part, (System.nanoTime() - started) / 1_000_000);
    }
}
