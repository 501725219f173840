package dev.sextant.wire.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String FIRST = "one read first-key-of-ours-01\n";
    private static final String SECOND = "two write second-key-of-ours-2\n";

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final PatternFormatter message = new PatternFormatter("%s");
    private final Logger log = Logger.getLogger(KeyFile.class.getName());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            said.add(message.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(listener);
    }

    @AfterEach
    void hearNoMore() {
        log.removeHandler(listener);
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        Path file = write(FIRST);
        KeyFile keys = new KeyFile(file);
        assertThat(names(keys)).containsExactly("one");
        keys.refresh();
        assertThat(said).isEmpty();
        write(FIRST + SECOND);
        assertThat(names(keys)).containsExactly("one");
        keys.refresh();
        assertThat(names(keys)).containsExactly("one", "two");
        assertThat(said).singleElement().asString().contains("API keys were read again", "keys.txt has 2");
    }

    @Test
    void aFileThatIsExchangedIsReadAgain() throws IOException {
        Path file = write(FIRST);
        KeyFile keys = new KeyFile(file);
        Path other = folder.resolve("other.txt");
        Files.writeString(other, FIRST.replace("one", "two"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        keys.refresh();
        assertThat(names(keys)).containsExactly("two");
    }

    @Test
    void aSecretThatIsExchangedBehindALinkIsReadAgain() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(folder.resolve("v1"));
        Files.createDirectories(folder.resolve("v2"));
        Files.writeString(folder.resolve("v1/keys"), FIRST);
        Files.writeString(folder.resolve("v2/keys"), SECOND);
        Files.createSymbolicLink(data, Path.of("v1"));
        KeyFile keys = new KeyFile(data.resolve("keys"));
        Path next = Files.createSymbolicLink(folder.resolve("next"), Path.of("v2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        keys.refresh();
        assertThat(names(keys)).containsExactly("two");
    }

    @Test
    void aFileThatBecomesWrongKeepsTheOldKeysAndSaysSoOnce() throws IOException {
        KeyFile keys = new KeyFile(write(FIRST));
        write(FIRST + "two secret-key-of-ours-3 write\n");
        keys.refresh();
        keys.refresh();
        assertThat(names(keys)).containsExactly("one");
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("line 2 of ")
                .endsWith("The API keys are those from before")
                .doesNotContain("key-of-ours", "\n");
        write(FIRST + SECOND);
        keys.refresh();
        assertThat(names(keys)).containsExactly("one", "two");
    }

    @Test
    void aFileThatIsEmptiedKeepsTheOldKeys() throws IOException {
        KeyFile keys = new KeyFile(write(FIRST));
        write("");
        keys.refresh();
        assertThat(names(keys)).containsExactly("one");
        assertThat(said).singleElement().asString().contains("keys.txt has no key");
    }

    @Test
    void aFileThatVanishesKeepsTheOldKeysUntilItIsBack() throws IOException {
        Path file = write(FIRST);
        KeyFile keys = new KeyFile(file);
        for (int time = 1; time <= 2; time++) {
            Path aside = Files.move(file, folder.resolve("aside"));
            keys.refresh();
            keys.refresh();
            assertThat(names(keys)).containsExactly("one");
            assertThat(said).hasSize(time).last().asString().contains("cannot be read: it is not there");
            Files.move(aside, file);
            keys.refresh();
        }
        assertThat(names(keys)).containsExactly("one");
    }

    @Test
    void aWrongFileIsNoFileToStartWith() throws IOException {
        Path file = write(FIRST + "# a comment\ntwo write\n");
        assertThatThrownBy(() -> new KeyFile(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("line 3 of " + file);
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> new KeyFile(nowhere))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the file of API keys, %s, cannot be read: it is not there".formatted(nowhere));
        assertThatThrownBy(() -> new KeyFile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aFileOfAnotherKindIsNotReadToItsEnd() throws IOException {
        Path file = write("a".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> new KeyFile(file)).hasMessageContaining("more than 1048576 bytes");
    }

    private Path write(String text) throws IOException {
        Path file = folder.resolve("keys.txt");
        Files.writeString(file, text);
        return file;
    }

    private static List<String> names(KeyFile keys) {
        return keys.keys().stream().map(ApiKey::name).toList();
    }
}
