package dev.sextant.fuzz;

import dev.sextant.wire.Limits;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/// Limits so narrow that small inputs cross them.
public final class SmallLimits implements Limits {
    private static final MemorySize BYTES = new MemorySize(BigInteger.valueOf(200));

    @Override
    public int requests() {
        return 160;
    }

    @Override
    public MemorySize bodyBytes() {
        return BYTES;
    }

    @Override
    public MemorySize vectorsBodyBytes() {
        return BYTES;
    }

    @Override
    public int texts() {
        return 8;
    }

    @Override
    public int projectRows() {
        return 8;
    }

    @Override
    public int pairs() {
        return 4;
    }

    @Override
    public int textCharacters() {
        return 100;
    }

    @Override
    public long tokens() {
        return 1_000;
    }

    @Override
    public int dimensions() {
        return 16;
    }

    @Override
    public int collections() {
        return 2;
    }

    @Override
    public long documents() {
        return 100;
    }

    @Override
    public int jobs() {
        return 2;
    }

    @Override
    public Duration bodyDuration() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration streamDuration() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration unreadDuration() {
        return Duration.ofSeconds(1);
    }

    @Override
    public MemorySize lineBytes() {
        return BYTES;
    }

    @Override
    public MemorySize documentBytes() {
        return BYTES;
    }
}
