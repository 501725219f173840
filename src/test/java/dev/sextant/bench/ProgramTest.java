package dev.sextant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    @TempDir
    private Path folder;

    /// Prints a reading, prose and its versions, and ends with the status that it is given.
    public static final class Printing {
        private Printing() {}

        public static void main(String[] args) {
            Reading.print("short", "texts/s", 1, 2, 6);
            System.out.println("loading a model");
            System.err.println("no model there");
            Reading.printAbout("Printing 1.0");
            System.exit(Integer.parseInt(args[0]));
        }
    }

    private static final Program PRINTING = Program.java("printing", Printing.class, Map.of());

    @Test
    void figuresAreTheMediansOfReadings() throws Exception {
        Figures figures = new Figures(folder);
        figures.run(PRINTING.with("0"), "fp32");
        figures.run(PRINTING.with("0"), "fp32");
        assertThat(figures.of("printing", "fp32", "short", "texts/s")).containsExactly(2.0, 2.0);
        assertThat(figures.about()).containsExactly(Map.entry("printing", "Printing 1.0"));
        assertThat(figures.has("printing", "int8", "short", "texts/s")).isFalse();
    }

    @Test
    void aProgramThatFailsIsLeftOutWithItsLastWord() throws Exception {
        Path log = folder.resolve("log");
        assertThatThrownBy(() -> PRINTING.with("3").run(log)).hasMessage("printing ended with 3: no model there");
        assertThat(Files.readAllLines(log)).endsWith("no model there");
        Figures figures = new Figures(folder);
        figures.run(PRINTING.with("3"), "fp32");
        assertThat(figures.has("printing", "fp32", "short", "texts/s")).isFalse();
        assertThat(figures.failures()).containsOnlyKeys("printing");
    }

    @Test
    void textsAreNeverTwiceTheSameAndTheSameForASeed() {
        List<String> texts = Texts.shortOnes(20_000, 1);
        assertThat(texts).doesNotHaveDuplicates().isEqualTo(Texts.shortOnes(20_000, 1));
        assertThat(Texts.longOnes(10, 1)).allMatch(text -> text.contains(". "));
    }
}
