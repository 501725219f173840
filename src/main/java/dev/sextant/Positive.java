package dev.sextant;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// A setting that is a whole number, 1 or more. What it refuses is told with the setting's name and value at start.
public final class Positive implements Converter<Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Integer convert(String value) {
        if (value.isEmpty()) {
            return null;
        }
        if (!value.matches("0*[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("it is a whole number, 1 or more");
        }
        return Integer.valueOf(value);
    }
}
