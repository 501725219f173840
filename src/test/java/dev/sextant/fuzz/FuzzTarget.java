package dev.sextant.fuzz;

import java.io.IOException;
import java.util.List;

/// Something that reads bytes from outside, whatever they are.
public interface FuzzTarget {

    /// Inputs to begin with, which are right; others are made of them.
    List<byte[]> seeds();

    /// Reads an input. What the reader says of it in words is caught here; all that is thrown is a finding.
    void take(byte[] input) throws IOException;
}
