package dev.sextant.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// What begins with the process of a native image, and not while it is built.
///
/// @param names of classes and packages
record LateStart(Set<String> names) {
    private static final String FILE = "/META-INF/native-image/dev.sextant/sextant/native-image.properties";
    private static final String OPTION = "--initialize-at-run-time=";

    static LateStart read() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(LateStart.class.getResourceAsStream(FILE), FILE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LateStart(Arrays.stream(properties.getProperty("Args").split("\\s+"))
                .filter(argument -> argument.startsWith(OPTION))
                .flatMap(argument ->
                        Arrays.stream(argument.substring(OPTION.length()).split(",")))
                .collect(Collectors.toSet()));
    }

    boolean has(String type) {
        return names.stream().anyMatch(name -> type.equals(name) || type.startsWith(name + "."));
    }
}
