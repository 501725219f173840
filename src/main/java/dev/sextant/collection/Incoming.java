package dev.sextant.collection;

import dev.sextant.Fault;

/// A document on its way into a collection, or why it cannot come in.
public sealed interface Incoming {

    /// Its place among those that came with it, from 0.
    long index();

    /// A document that has passed every check.
    record Accepted(long index, Document document) implements Incoming {}

    /// A document at fault; the others go on.
    record Refused(long index, Fault fault) implements Incoming {}
}
