package dev.sextant.collection;

import java.io.InputStream;

/// A body full of documents, not read yet.
public record DocumentBody(InputStream in) {}
