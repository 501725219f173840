package dev.sextant.wire;

import dev.sextant.Fault;

/// Problem details, for every path that no other face covers.
final class ProblemFormat implements ErrorFormat {

    @Override
    public boolean covers(String path) {
        return true;
    }

    @Override
    public String mediaType() {
        return "application/problem+json";
    }

    @Override
    public int status(Fault fault) {
        return Problem.of(fault, null).status();
    }

    @Override
    public Object body(Fault fault, String requestId) {
        return Problem.of(fault, requestId);
    }
}
