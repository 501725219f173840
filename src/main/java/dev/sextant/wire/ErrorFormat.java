package dev.sextant.wire;

import dev.sextant.Fault;

/// How a face tells its clients of a fault.
public interface ErrorFormat {

    /// Whether this format answers the path.
    boolean covers(String path);

    String mediaType();

    int status(Fault fault);

    /// The body, to be written as JSON.
    Object body(Fault fault, String requestId);
}
