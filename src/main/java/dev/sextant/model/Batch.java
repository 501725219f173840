package dev.sextant.model;

import java.util.ArrayList;
import java.util.List;

/// A batch in the making.
final class Batch {
    private final BatchLimits limits;
    private final ModelSpec spec;
    private final List<QueuedText> texts = new ArrayList<>();
    private int width;
    private long tokens;

    /// @param first is in it, whatever its length
    Batch(QueuedText first, BatchLimits limits, ModelSpec spec) {
        this.limits = limits;
        this.spec = spec;
        add(first);
    }

    /// Whether one more text of that length is allowed.
    boolean hasRoomFor(int length) {
        int rows = texts.size() + 1;
        int wider = Math.max(width, length);
        return limits.allow(rows, wider, spec) && limits.allowPadding((long) rows * wider - tokens - length);
    }

    void add(QueuedText text) {
        texts.add(text);
        width = Math.max(width, text.length());
        tokens += text.length();
    }

    List<QueuedText> texts() {
        return texts;
    }
}
