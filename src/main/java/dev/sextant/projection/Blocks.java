package dev.sextant.projection;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A range of rows in blocks that are the same for any number of threads, worked on in parallel.
///
/// @param count rows, 0 or more
/// @param size rows of a block but the last
record Blocks(int count, int size) {
    /// Enough rows for a task to be worth its while.
    private static final int DEFAULT_SIZE = 1_024;

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
        IntStream.range(0, blocks()).parallel().forEach(block -> task.run(from(block), to(block)));
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
