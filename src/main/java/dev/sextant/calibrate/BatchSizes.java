package dev.sextant.calibrate;

import dev.sextant.Fault;
import dev.sextant.wire.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The batch sizes that somebody asked for.
final class BatchSizes {
    private static final String FIELD = "batchSizes";
    private static final List<Integer> USUAL = List.of(1, 16, 64, 128, 256);
    private static final int MOST = 16;
    private static final int LARGEST = 2_048;

    private BatchSizes() {}

    /// @param texts how many there are to form batches of; empty where there are as many as it takes
    /// @return in ascending order, at least one
    /// @throws Fault if a size is not one that can be measured
    static List<Integer> checked(@Nullable List<@Nullable Integer> asked, OptionalInt texts) {
        int largest = Math.min(LARGEST, texts.orElse(LARGEST));
        if (asked == null) {
            return USUAL.stream().filter(size -> size <= largest).toList();
        }
        if (asked.isEmpty()) {
            throw new Fault.InvalidRequest("batchSizes is empty; give at least one, such as [1, 16, 64]", FIELD);
        }
        if (asked.size() > MOST) {
            throw new Fault.TooLarge(
                    "batchSizes has %d sizes; at most %d are measured at once".formatted(asked.size(), MOST),
                    FIELD,
                    MOST,
                    asked.size());
        }
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!sizes.add(checked(i, asked.get(i), texts))) {
                throw new Fault.InvalidRequest(
                        "batchSizes[%d] is %d once more; each size is measured once, leave it out"
                                .formatted(i, asked.get(i)),
                        FIELD,
                        i);
            }
        }
        return new ArrayList<>(sizes);
    }

    private static int checked(int index, @Nullable Integer size, OptionalInt texts) {
        String part = "batchSizes[%d]".formatted(index);
        if (size == null) {
            throw new Fault.InvalidRequest("%s is null; it is a number from 1 to %d".formatted(part, LARGEST), FIELD);
        }
        int checked = Check.range(FIELD, part, size, 1, LARGEST);
        if (checked > texts.orElse(LARGEST)) {
            throw new Fault.InvalidRequest(
                    "%s is %d, and texts has %d; send as many texts as the largest batch takes, or none"
                            .formatted(part, checked, texts.getAsInt()),
                    FIELD,
                    index);
        }
        return checked;
    }
}
