package dev.sextant.model;

import dev.sextant.Fault;
import java.time.Duration;

/// Decides who is let into the queue, by the tokens that are in it already. A call comes in whole or not at all. Not
/// thread-safe.
final class Admission {
    /// One part in so many is kept for calls that are no more than a batch, so that large calls do not shut out small
    /// ones.
    private static final int SMALL_CALLS_PART = 4;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /// What a batch tells of the rate counts for so much; the batches before it for the rest.
    private static final double NEWEST_SHARE = 0.1;

    private final long maxTokens;
    private long tokens;
    private double tokensPerSecond;

    Admission(long maxTokens) {
        this.maxTokens = maxTokens;
    }

    /// Tokens of all calls that are in and not done.
    long tokens() {
        return tokens;
    }

    /// Whether there is anything to wait for before more is let in.
    boolean isFull() {
        return tokens >= maxTokens;
    }

    /// Lets a call in.
    void enter(long callTokens) {
        tokens += callTokens;
    }

    void leave(long callTokens) {
        tokens -= callTokens;
    }

    /// Whatever its size, a call is let in where nothing else is.
    ///
    /// @param isSmall whether it is no more than a batch
    /// @throws Fault.Overloaded if there is no room
    void check(long callTokens, boolean isSmall) {
        long room = isSmall ? maxTokens : maxTokens - maxTokens / SMALL_CALLS_PART;
        if (tokens > 0 && tokens + callTokens > room) {
            throw overloaded(tokens + callTokens - room);
        }
    }

    /// @param excess tokens to be worked off before the call has room
    Fault.Overloaded overloaded(long excess) {
        Duration wait = tokensPerSecond == 0
                ? SHORTEST_WAIT.multipliedBy(10)
                : Duration.ofMillis((long) (1000 * excess / tokensPerSecond));
        Duration shown = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
        return new Fault.Overloaded(
                "%d tokens of other requests are waiting, of at most %d; try again later, or set sextant.batch.max-queued-tokens"
                        .formatted(tokens, maxTokens),
                shown.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : shown);
    }

    /// Learns how fast the queue is worked off.
    ///
    /// @param lanes how many batches run at a time
    void ran(long batchTokens, long nanos, int lanes) {
        double rate = batchTokens * lanes * 1e9 / Math.max(1, nanos);
        tokensPerSecond = tokensPerSecond == 0 ? rate : NEWEST_SHARE * rate + (1 - NEWEST_SHARE) * tokensPerSecond;
    }
}
