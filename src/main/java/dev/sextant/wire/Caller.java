package dev.sextant.wire;

import java.util.function.BooleanSupplier;

/// Who waits for the answer to the request at hand.
public interface Caller {
    /// Somebody who stays to the end, such as a command.
    Caller STAYING = () -> () -> false;

    /// To be asked now and then, from any thread, whether the caller has hung up.
    BooleanSupplier hasLeft();
}
