package dev.sextant.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file with one text a line, read as a whole.
final class TextLines {
    /// Stands for standard input.
    static final String STANDARD_INPUT = "-";

    private TextLines() {}

    /// @return the lines that are not blank, stripped
    /// @throws IOException if the file cannot be read, or is not UTF-8
    static List<String> of(String file) throws IOException {
        try (BufferedReader lines = file.equals(STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? new IOException(file + " is not UTF-8; save it as UTF-8", e)
                    : e.getCause();
        }
    }
}
