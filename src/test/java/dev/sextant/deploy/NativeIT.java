package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sextant.collection.postgres.PostgresServer;
import dev.sextant.deploy.AskedName.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run on the JVM that touches everything asks for nothing that a native image would not have: all of it is in our
/// metadata, or in what Quarkus writes for native-image.
class NativeIT {
    private static final Path REQUESTS = Path.of("src/test/resources/native/requests.txt");
    private static final LateStart LATE = LateStart.read();
    private static final Reachability TOLD = NativeSources.told();

    /// Who may ask for what no file tells of. Quarkus's extensions prepare what is theirs by substitutions and features
    /// as well, and are built into native images every day. The tokenizer's library looks for a card by JNA: where
    /// that does not load, as in a native image, there is none.
    private static final Pattern PREPARED =
            Pattern.compile("(?:io\\.(?:quarkus|vertx|netty|smallrye|opentelemetry)|org\\.(?:eclipse|jboss|slf4j)"
                    + "|jakarta|com\\.sun\\.jna)\\..*|.*_Synthetic_Bean");

    /// The feature that SQLite's driver brings tells of it.
    private static final String SQLITE = "org/sqlite/native/";

    @TempDir
    private Path folder;

    @Test
    @Timeout(180)
    void hasAllThatARunAsksFor() throws Exception {
        Path own = Path.of("src/test/resources/models/bert-dense").toAbsolutePath();
        try (WatchedServer server = new WatchedServer(folder, "-Dsextant.models.own=" + own)) {
            assertTold(server, Files.readAllLines(REQUESTS));
        }
    }

    @Test
    @Timeout(180)
    void hasAllThatARunWithPostgresKeysAndTracesAsksFor() throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                WatchedServer server = new WatchedServer(
                        folder,
                        "-Dsextant.postgres.url=" + postgres.url(),
                        "-Dsextant.auth.keys=" + WatchedServer.KEY,
                        "-Dsextant.trace.endpoint=http://localhost:9",
                        "-Dsextant.log.json=true")) {
            try (Stream<String> requests = Files.lines(REQUESTS)) {
                assertTold(
                        server,
                        requests.filter(line -> line.contains("collection")).toList());
            }
        }
    }

    private static void assertTold(WatchedServer server, List<String> requests) throws Exception {
        server.send("200 GET /q/health/started");
        for (String request : requests) {
            server.send(request);
        }
        List<NameLog.Line> asked =
                server.end().stream().filter(NativeIT::isDemanded).toList();

        assertThat(asked.stream().map(line -> line.asked().kind()))
                .as("what is watched")
                .contains(Kind.TYPE, Kind.CALL, Kind.HANDLE, Kind.RESOURCE);
        assertThat(asked).filteredOn(line -> !TOLD.has(line.asked())).isEmpty();
    }

    /// What an initialiser asks for that runs in the builder is answered there; but a handle is kept.
    private static boolean isDemanded(NameLog.Line line) {
        return !PREPARED.matcher(line.asker()).matches()
                && !line.asked().name().startsWith(SQLITE)
                && (line.initializer().isEmpty()
                        || LATE.has(line.initializer())
                        || line.asked().kind() == Kind.HANDLE);
    }

    /// Whether a request above brings it about or not.
    @Test
    void hasAllThatIsAnnotatedForJackson() {
        Stream<JavaClass> types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.sextant").stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.sextant.cli"))
                        .filter(NativeIT::isAnnotated);

        assertThat(types)
                .hasSizeGreaterThan(20)
                .filteredOn(type -> !TOLD.has(new AskedName(Kind.TYPE, type.getName(), "")))
                .isEmpty();
    }

    private static boolean isAnnotated(JavaClass type) {
        return Stream.concat(
                        type.getAnnotations().stream(),
                        type.getMembers().stream().flatMap(member -> member.getAnnotations().stream()))
                .anyMatch(annotation ->
                        annotation.getRawType().getPackageName().equals("com.fasterxml.jackson.annotation"));
    }

    /// JVector names its providers for the Vector API by constants, so whatever is there has to be linked.
    @Test
    void hasNoProviderForTheVectorApi() throws IOException {
        try (JarFile jvector = new JarFile(NativeSources.library("jvector").toFile())) {
            assertThat(jvector.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.endsWith("VectorizationProvider.class")))
                    .isNotEmpty()
                    .noneMatch(name -> name.matches(".*/(?:Panama|Native)\\w+\\.class"));
        }
    }
}
