package dev.sextant.model;

import dev.sextant.Fault;
import dev.sextant.trace.Stage;
import dev.sextant.vectors.Matrix;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The texts of one call, and what has become of them. Whoever calls it holds the queue's lock, but for [#await] and
/// [#put].
final class QueuedCall {
    private final BatchKind kind;
    private final Patience patience;
    private final long tokens;
    private final Matrix vectors;
    private final CompletableFuture<Batcher.Run> done = new CompletableFuture<>();
    private final long asked = System.nanoTime();

    /// Texts that are in no batch yet, longest first: the runtime's memory then grows once.
    private final SequencedSet<QueuedText> waiting;

    private Stage stage = Stage.begin("queue");
    private int batches;
    private int unfinished;
    private int running;
    private long runningSince;
    private long inferNanos;

    QueuedCall(BatchKind kind, List<Tokens> texts, Patience patience) {
        this.kind = kind;
        this.patience = patience;
        tokens = texts.stream().mapToLong(Tokens::count).sum();
        vectors = Matrix.zeros(texts.size(), kind.model().spec().dimensions());
        unfinished = texts.size();
        waiting = IntStream.range(0, texts.size())
                .mapToObj(i -> new QueuedText(this, i, texts.get(i)))
                .sorted(Comparator.comparingInt(QueuedText::length).reversed())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    BatchKind kind() {
        return kind;
    }

    Patience patience() {
        return patience;
    }

    /// Of all its texts together.
    long tokens() {
        return tokens;
    }

    SequencedSet<QueuedText> waiting() {
        return waiting;
    }

    /// One more batch with texts of this call runs.
    void start() {
        if (batches++ == 0) {
            stage = stage.next("infer");
        }
        if (running++ == 0) {
            runningSince = System.nanoTime();
        }
    }

    /// A batch with so many texts of this call has run.
    ///
    /// @return whether that were the last ones
    boolean finish(int texts) {
        unfinished -= texts;
        if (--running == 0) {
            inferNanos += System.nanoTime() - runningSince;
        }
        if (unfinished > 0) {
            return false;
        }
        stage.with("tokens", tokens).with("batches", batches).close();
        return done.complete(new Batcher.Run(vectors, System.nanoTime() - asked - inferNanos, inferNanos));
    }

    /// @return whether it was going on until now
    boolean fail(Throwable failure) {
        stage.fail(failure.getMessage());
        return done.completeExceptionally(failure);
    }

    void put(int position, float[] vector) {
        vectors.setRow(position, vector);
    }

    /// The result of a call without texts.
    Batcher.Run nothing() {
        stage.close();
        return new Batcher.Run(vectors, 0, 0);
    }

    /// Waits for the last text.
    Batcher.Run await() {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Fault fault
                    ? fault
                    : new IllegalStateException("a batch failed", e.getCause());
        }
    }
}
