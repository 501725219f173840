package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final long PLENTY = 256L << 20;
    private static final Device CPU = new Device("cpu", "cpu", Optional.empty());
    private static final Device CARD = new Device("cuda", "cuda", Optional.empty());

    @SuppressWarnings("NullAway.Init")
    private static LoadedModel model;

    private final BatchQueue queue = new BatchQueue();

    @BeforeAll
    static void load() {
        model = TestFolders.model("bert-mean-old").get();
    }

    @AfterAll
    static void close() throws Exception {
        model.close();
    }

    @Test
    void twoCallsShareABatch() {
        QueuedCall one = add(100, 5, 6);
        QueuedCall other = add(100, 6, 7);

        List<QueuedText> batch = queue.next(1);

        assertThat(batch).extracting(QueuedText::call).containsExactlyInAnyOrder(one, one, other, other);
        assertThat(batch).extracting(QueuedText::length).containsExactlyInAnyOrder(5, 6, 6, 7);
        assertThat(queue.next(1)).isEmpty();
    }

    @Test
    void callsOfAnotherKindDoNot() {
        add(100, 5, 6);
        queue.add(call(new BatchKind(model, false, tokens(100)), () -> false, 5, 6));

        assertThat(queue.next(1)).hasSize(2);
        assertThat(queue.next(1)).hasSize(2);
        assertThat(queue.next(1)).isEmpty();
    }

    @Test
    void takesTheLongestTextOfACallAndThoseNearestToIt() {
        add(40, 4, 20, 5, 19, 18, 3);

        assertThat(lengths(queue.next(1))).containsExactly(20, 19);
        assertThat(lengths(queue.next(1))).containsExactly(18, 5);
        assertThat(lengths(queue.next(1))).containsExactly(4, 3);
        assertThat(queue.next(1)).isEmpty();
    }

    @Test
    void takesLongerTextsOfOthersToo() {
        QueuedCall first = add(30, 8);
        add(30, 10, 9, 30);

        List<QueuedText> batch = queue.next(1);

        assertThat(batch.getFirst().call()).isSameAs(first);
        assertThat(lengths(batch)).containsExactly(8, 9, 10);
        assertThat(lengths(queue.next(1))).containsExactly(30);
    }

    @Test
    void keepsPaddingBelowWhatAnotherBatchCosts() {
        add(10_000, 200, 5, 180, 175, 6);

        assertThat(lengths(queue.next(1))).containsExactly(200, 180);
        assertThat(lengths(queue.next(1))).containsExactly(175);
        assertThat(lengths(queue.next(1))).containsExactly(6, 5);
    }

    @Test
    void aLargeCallDoesNotStarveASmallOne() {
        int[] many = new int[1_000];
        Arrays.fill(many, 10);
        add(50, many);
        QueuedCall small = add(50, 100);

        assertThat(queue.next(1)).hasSize(5);
        assertThat(queue.next(1)).extracting(QueuedText::call).containsExactly(small);
        assertThat(queue.next(1)).hasSize(5);
    }

    @Test
    void idleLanesShareWhatThereIs() {
        add(1_000, 20, 20, 20, 20);

        assertThat(queue.next(2)).hasSize(2);
        assertThat(queue.next(1)).hasSize(2);
    }

    @Test
    void littleIsNotShared() {
        add(1_000, 5, 5, 5);

        assertThat(queue.next(2)).hasSize(3);
    }

    @Test
    void forgetsThoseWhoHaveHungUp() {
        AtomicBoolean hasLeft = new AtomicBoolean();
        QueuedCall leaving = call(new BatchKind(model, true, tokens(100)), hasLeft::get, 7, 7, 7);
        queue.add(leaving);
        add(100, 7);
        assertThat(queue.dropGone()).isEmpty();

        hasLeft.set(true);

        assertThat(queue.dropGone()).containsExactly(leaving);
        assertThat(queue.next(1)).hasSize(1);
        assertThat(queue.next(1)).isEmpty();
    }

    @Test
    void everyTextComesOnceAndNoBatchIsBeyondItsLimits() {
        Random random = new Random(42);
        List<QueuedText> seen = new ArrayList<>();
        int added = 0;
        for (int round = 0; round < 300; round++) {
            int[] lengths = random.ints(1 + random.nextInt(20), 2, 120).toArray();
            added += lengths.length;
            add(200, lengths);
            List<QueuedText> batch = queue.next(1 + random.nextInt(3));
            assertWithin(batch, 200);
            seen.addAll(batch);
        }
        for (List<QueuedText> batch = queue.next(1); !batch.isEmpty(); batch = queue.next(1)) {
            assertWithin(batch, 200);
            seen.addAll(batch);
        }

        assertThat(seen).hasSize(added).doesNotHaveDuplicates();
    }

    /// A card is fast only if it has much to do at once, and starting a batch costs it as much as a thousand tokens.
    @Test
    void aCardGetsLargerBatchesThanACpuUnlessSomebodySaysOtherwise() {
        int[] lengths = IntStream.range(0, 1_000).map(i -> 5 + i % 20).toArray();

        assertThat(padded(CARD, OptionalInt.empty(), lengths)).isBetween(8_000, 16_384);
        assertThat(padded(CPU, OptionalInt.empty(), lengths)).isBetween(256, 512);
        assertThat(padded(CARD, OptionalInt.of(100), lengths)).isBetween(50, 100);
    }

    /// Tokens of the first batch, padding included.
    private int padded(Device device, OptionalInt most, int... lengths) {
        BatchLimits limits = BatchLimits.ofTokens(most, PLENTY, device);
        QueuedCall call = call(new BatchKind(model, true, limits), () -> false, lengths);
        queue.add(call);
        List<QueuedText> batch = queue.next(1);
        queue.drop(call);
        return batch.size() * batch.stream().mapToInt(QueuedText::length).max().orElseThrow();
    }

    private static void assertWithin(List<QueuedText> batch, int tokens) {
        int width = batch.stream().mapToInt(QueuedText::length).max().orElseThrow();
        int used = batch.stream().mapToInt(QueuedText::length).sum();
        assertThat(batch.size() == 1 || batch.size() * width <= tokens).isTrue();
        assertThat(batch.size() * width - used).isLessThanOrEqualTo(32);
    }

    private static List<Integer> lengths(List<QueuedText> batch) {
        return batch.stream().map(QueuedText::length).toList();
    }

    private QueuedCall add(int maxTokens, int... lengths) {
        QueuedCall call = call(new BatchKind(model, true, tokens(maxTokens)), () -> false, lengths);
        queue.add(call);
        return call;
    }

    private static QueuedCall call(BatchKind kind, BooleanSupplier hasLeft, int... lengths) {
        List<Tokens> texts = IntStream.of(lengths)
                .mapToObj(length -> new Tokens(new long[length], new long[length], false))
                .toList();
        return new QueuedCall(kind, texts, Patience.of(hasLeft));
    }

    private static BatchLimits tokens(int most) {
        return BatchLimits.ofTokens(OptionalInt.of(most), PLENTY, CPU);
    }
}
