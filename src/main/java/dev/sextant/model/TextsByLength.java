package dev.sextant.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Waiting texts of one kind, to be found by their length; of one length the oldest come first. Not thread-safe.
final class TextsByLength {
    private final TreeMap<Integer, SequencedSet<QueuedText>> byLength = new TreeMap<>();
    private long tokens;

    void add(QueuedText text) {
        byLength.computeIfAbsent(text.length(), length -> new LinkedHashSet<>()).add(text);
        tokens += text.length();
    }

    void remove(QueuedText text) {
        SequencedSet<QueuedText> same = byLength.get(text.length());
        if (same != null && same.remove(text)) {
            tokens -= text.length();
            if (same.isEmpty()) {
                byLength.remove(text.length());
            }
        }
    }

    /// Tokens of all texts.
    long tokens() {
        return tokens;
    }

    /// Takes a batch: a text, and those nearest to it in length as far as they fit.
    List<QueuedText> takeAround(QueuedText first, BatchLimits limits, ModelSpec spec) {
        remove(first);
        Batch batch = new Batch(first, limits, spec);
        Integer shorter = byLength.floorKey(first.length());
        Integer longer = byLength.higherKey(first.length());
        while (shorter != null || longer != null) {
            int length = nearest(first.length(), shorter, longer);
            boolean tookAll = takeAll(length, batch);
            if (length <= first.length()) {
                shorter = tookAll ? byLength.lowerKey(length) : null;
            } else {
                longer = tookAll ? byLength.higherKey(length) : null;
            }
        }
        return batch.texts();
    }

    private static int nearest(int length, @Nullable Integer shorter, @Nullable Integer longer) {
        if (shorter == null || longer == null) {
            return shorter == null ? Objects.requireNonNull(longer) : shorter;
        }
        return longer - length < length - shorter ? longer : shorter;
    }

    /// Takes texts of one length as long as they fit.
    ///
    /// @return whether that were all
    private boolean takeAll(int length, Batch batch) {
        SequencedSet<QueuedText> same = Objects.requireNonNull(byLength.get(length));
        while (!same.isEmpty() && batch.hasRoomFor(length)) {
            batch.add(same.removeFirst());
            tokens -= length;
        }
        if (same.isEmpty()) {
            byLength.remove(length);
            return true;
        }
        return false;
    }
}
