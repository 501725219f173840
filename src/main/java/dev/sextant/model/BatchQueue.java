package dev.sextant.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts that wait for the model, of all calls. Calls take turns, a batch each, so a large one does not starve a small
/// one. A batch is formed around the longest text of the call whose turn it is: with those nearest to it in length, no
/// matter whose they are. Not thread-safe.
final class BatchQueue {
    private final Deque<QueuedCall> turns = new ArrayDeque<>();
    private final Map<BatchKind, TextsByLength> waiting = new HashMap<>();

    void add(QueuedCall call) {
        turns.add(call);
        TextsByLength texts = waiting.computeIfAbsent(call.kind(), kind -> new TextsByLength());
        call.waiting().forEach(texts::add);
    }

    /// Whether no text waits.
    boolean isEmpty() {
        return turns.stream().allMatch(call -> call.waiting().isEmpty());
    }

    /// Takes what is to run next.
    ///
    /// @param idle lanes with nothing to do, the asking one among them: they share what is there
    /// @return texts of one kind; none where nothing waits
    List<QueuedText> next(int idle) {
        QueuedCall call = turns.poll();
        while (call != null && call.waiting().isEmpty()) {
            call = turns.poll();
        }
        if (call == null) {
            return List.of();
        }
        TextsByLength texts = waiting.getOrDefault(call.kind(), new TextsByLength());
        BatchLimits limits = call.kind().limits().among(idle, texts.tokens());
        List<QueuedText> batch = texts.takeAround(
                call.waiting().getFirst(), limits, call.kind().model().spec());
        for (QueuedText text : batch) {
            text.call().waiting().remove(text);
        }
        if (texts.tokens() == 0) {
            waiting.remove(call.kind());
        }
        if (!call.waiting().isEmpty()) {
            turns.add(call);
        }
        return batch;
    }

    /// Forgets what waits of a call.
    void drop(QueuedCall call) {
        turns.remove(call);
        TextsByLength texts = waiting.get(call.kind());
        if (texts != null) {
            call.waiting().forEach(texts::remove);
        }
        call.waiting().clear();
    }

    /// Forgets the calls whose callers have hung up.
    ///
    /// @return these
    List<QueuedCall> dropGone() {
        List<QueuedCall> gone =
                turns.stream().filter(call -> call.patience().hasLeft()).toList();
        gone.forEach(this::drop);
        return gone;
    }

    /// Forgets everything.
    ///
    /// @return the calls that waited
    List<QueuedCall> dropAll() {
        List<QueuedCall> all = List.copyOf(turns);
        all.forEach(this::drop);
        return all;
    }
}
