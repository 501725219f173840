package dev.sextant.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;

/// A figure as a process that measures hands it over: one line of JSON on its standard output.
///
/// @param name what was measured, such as `short`
/// @param unit such as `texts/s`
/// @param values at least one
public record Reading(String name, String unit, List<Double> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Writes a reading to standard output.
    public static void print(String name, String unit, double... values) {
        printLine(new Reading(name, unit, Arrays.stream(values).boxed().toList()));
    }

    /// Writes which program and which versions the readings are of.
    public static void printAbout(String about) {
        printLine(new About(about));
    }

    /// @param line a line that starts with a brace
    static Reading parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, Reading.class);
    }

    static String parseAbout(String line) throws JsonProcessingException {
        return JSON.readValue(line, About.class).about();
    }

    private record About(String about) {}

    private static void printLine(Object line) {
        try {
            System.out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers and strings is no JSON", e);
        }
    }
}
