package dev.sextant.model;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// How somebody waits for vectors: work in the background as long as it takes; a client until it hangs up, and only if
/// its turn comes soon. A client is admitted once for all that its request embeds. Thread-safe.
public final class Patience {
    /// Waits for its turn however much is queued, and never hangs up.
    public static final Patience ENDLESS = new Patience(() -> false, true);

    private final BooleanSupplier hasLeft;
    private final AtomicBoolean admitted;

    private Patience(BooleanSupplier hasLeft, boolean admitted) {
        this.hasLeft = hasLeft;
        this.admitted = new AtomicBoolean(admitted);
    }

    /// Of one request.
    ///
    /// @param hasLeft asked before each batch, from any thread; once it is true, nothing more is computed
    public static Patience of(BooleanSupplier hasLeft) {
        return new Patience(hasLeft, false);
    }

    boolean hasLeft() {
        return hasLeft.getAsBoolean();
    }

    boolean isAdmitted() {
        return admitted.get();
    }

    void admit() {
        admitted.set(true);
    }
}
