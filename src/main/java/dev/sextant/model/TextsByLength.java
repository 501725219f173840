package dev.sextant.model;

import java.util.ArrayList;
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
        List<QueuedText> batch = new ArrayList<>(List.of(first));
        remove(first);
        int width = first.length();
        Integer shorter = byLength.floorKey(width);
        Integer longer = byLength.higherKey(width);
        while (shorter != null || longer != null) {
            int length = nearest(first.length(), shorter, longer);
            boolean tookAll = limits.join(first.length(), length)
                    && takeAll(length, Math.max(width, length), batch, limits, spec);
            width = Math.max(width, batch.getLast().length());
            if (length <= first.length()) {
                shorter = tookAll ? byLength.lowerKey(length) : null;
            } else {
                longer = tookAll ? byLength.higherKey(length) : null;
            }
        }
        return batch;
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
    private boolean takeAll(int length, int width, List<QueuedText> batch, BatchLimits limits, ModelSpec spec) {
        SequencedSet<QueuedText> same = Objects.requireNonNull(byLength.get(length));
        while (!same.isEmpty() && limits.allow(batch.size() + 1, width, spec)) {
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
