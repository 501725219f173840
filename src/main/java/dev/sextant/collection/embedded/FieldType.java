package dev.sextant.collection.embedded;

import java.util.Arrays;
import java.util.Locale;

/// Kinds of values that a metadata field may have.
enum FieldType {
    STRING(0),
    NUMBER(1),
    BOOLEAN(2);

    private final int code;

    FieldType(int code) {
        this.code = code;
    }

    static FieldType of(Object value) {
        return switch (value) {
            case String text -> STRING;
            case Number number -> NUMBER;
            case Boolean flag -> BOOLEAN;
            default -> throw new IllegalArgumentException("a field cannot be %s".formatted(value.getClass()));
        };
    }

    /// The code of a value's type in the database.
    static int codeOf(Object value) {
        return of(value).code;
    }

    static FieldType ofCode(int code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
