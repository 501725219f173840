package dev.sextant.projection;

import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A range of rows in blocks that are the same for any number of threads, worked on in parallel.
///
/// @param count rows, 0 or more
/// @param size rows of a block but the last
record Blocks(int count, int size) {
    /// Enough rows for a task to be worth its while.
    private static final int DEFAULT_SIZE = 1_024;

    /// Blocks between two looks at whether to go on: enough for many threads, few enough for a second.
    private static final int AT_ONCE = 32;

    /// What is done with rows `from` to `to`, the last left out.
    interface Task {
        void run(int from, int to);
    }

    /// What comes of rows `from` to `to`, the last left out.
    interface Value {
        double of(int from, int to);
    }

    static Blocks of(int count) {
        return new Blocks(count, DEFAULT_SIZE);
    }

    /// How many blocks there are.
    int blocks() {
        return Math.ceilDiv(count, size);
    }

    int from(int block) {
        return block * size;
    }

    int to(int block) {
        return (int) Math.min(count, (block + 1L) * size);
    }

    void forEach(Task task) {
        forEach(0, blocks(), task);
    }

    /// In parallel, but a few at a time.
    ///
    /// @param done hears between them how many rows are through, on the calling thread; may throw
    void forEach(Task task, LongConsumer done) {
        for (int block = 0; block < blocks(); block += AT_ONCE) {
            int end = Math.min(block + AT_ONCE, blocks());
            forEach(block, end, task);
            done.accept(to(end - 1));
        }
    }

    private void forEach(int first, int end, Task task) {
        Parallel.run(IntStream.range(first, end), block -> task.run(from(block), to(block)));
    }

    /// One block after the other, on the calling thread.
    void inOrder(Task task) {
        for (int block = 0; block < blocks(); block++) {
            task.run(from(block), to(block));
        }
    }

    /// A value a block.
    DoubleStream mapToDouble(Value value) {
        return IntStream.range(0, blocks()).parallel().mapToDouble(block -> value.of(from(block), to(block)));
    }
}
