package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The native image cannot be built on every machine; what it is told can be held to what it has to be told.
class ReachabilityTest {
    private static final Reachability TOLD = Reachability.read();
    private static final ClassLoader LOADER = ReachabilityTest.class.getClassLoader();

    /// Of this machine or of this moment: not to be kept in an image.
    private static final Pattern PASSING =
            Pattern.compile("java\\.lang\\.(?:System|Runtime|ProcessHandle|Thread|foreign\\.Arena)"
                    + "|java\\.util\\.(?:Random|Timer|concurrent\\.(?:ForkJoinPool|Executors|ThreadLocalRandom))"
                    + "|java\\.time\\.(?:Clock|Instant)|java\\.nio\\.channels\\..*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so",
                "/ai/onnxruntime/native/linux-aarch64/libonnxruntime4j_jni.so",
                "/native/lib/linux-x86_64/cpu/libtokenizers.so",
                "/native/lib/linux-aarch64/cpu/libtokenizers.so"
            })
    void tellsOfAllThatNativeCodeLooksUp(String library) {
        NativeCode code = NativeCode.of(library);

        assertThat(code.classes()).hasSizeGreaterThan(2).allSatisfy(type -> {
            Reachability.Type told = TOLD.find(type.getName()).orElseThrow(() -> new AssertionError(type.getName()));
            assertThat(told.jniAccessible()).as(type.getName()).isTrue();
            assertThat(code.members(type)).allMatch(told::reaches);
        });
    }

    /// SQLite's driver brings a feature that tells of its own.
    @Test
    void leavesSqliteToItsDriver() throws IOException {
        assertThat(text("/META-INF/native-image/org.xerial/sqlite-jdbc/native-image.properties"))
                .contains("--features=org.sqlite.nativeimage.SqliteJdbcFeature");
        assertThat(LOADER.getResource("META-INF/versions/9/org/sqlite/nativeimage/SqliteJdbcFeature.class"))
                .isNotNull();
    }

    @Test
    void whatItNamesExists() throws ClassNotFoundException {
        for (Reachability.Type told : TOLD.byName().values()) {
            Set<Reachability.Method> members = Reachability.members(Class.forName(told.type(), false, LOADER))
                    .map(Reachability.Method::of)
                    .collect(Collectors.toSet());
            assertThat(told.named()).as(told.type()).isSubsetOf(members);
        }
        assertThat(TOLD.resources())
                .allMatch(each -> each.glob().contains("*") || LOADER.getResource(each.glob()) != null);
    }

    @Test
    void namesWhoImplementsTheServicesItHas() throws IOException {
        List<String> services = TOLD.resources().stream()
                .map(Reachability.Resource::glob)
                .filter(glob -> glob.startsWith("META-INF/services/"))
                .toList();

        assertThat(services).isNotEmpty();
        for (String service : services) {
            assertThat(providers(service)).isNotEmpty().allSatisfy(provider -> {
                Executable constructor = Class.forName(provider, false, LOADER).getConstructor();
                assertThat(TOLD.find(provider))
                        .hasValueSatisfying(
                                told -> assertThat(told.reaches(constructor)).isTrue());
            });
        }
    }

    @Test
    void whatHoldsSomethingOfThisMachineBeginsAtRunTime() throws IOException {
        LateStart late = LateStart.read();
        Set<String> holders = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.sextant").stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.sextant.cli"))
                        .filter(type -> holds(type, late))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(holders)
                .isNotEmpty()
                .isEqualTo(late.names().stream()
                        .filter(name -> name.startsWith("dev.sextant"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatBeginsAtRunTimeExists() {
        assertThat(LateStart.read().names()).allMatch(name -> {
            String path = name.replace('.', '/');
            return LOADER.getResource(path + ".class") != null || LOADER.getResource(path) != null;
        });
    }

    @Test
    void aPackageThatBeginsAtRunTimeIsNotOneWithALongerName() {
        LateStart late = new LateStart(Set.of("ai.onnx", "dev.sextant.model.Tokenizer"));

        assertThat(late.has("ai.onnx.proto.OnnxMl")).isTrue();
        assertThat(late.has("ai.onnxruntime.OrtSession")).isFalse();
        assertThat(late.has("dev.sextant.model.Tokenizer")).isTrue();
        assertThat(late.has("dev.sextant.model.TokenizerFile")).isFalse();
    }

    private static boolean holds(JavaClass type, LateStart late) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .map(field -> field.getRawType().getName());
        Stream<String> calls = type.getStaticInitializer().stream()
                .flatMap(initializer -> Stream.concat(
                        initializer.getMethodCallsFromSelf().stream(),
                        initializer.getConstructorCallsFromSelf().stream()))
                .map(call -> call.getTargetOwner().getName());
        return Stream.concat(fields, calls)
                .anyMatch(name -> PASSING.matcher(name).matches() || late.has(name));
    }

    private static List<String> providers(String service) throws IOException {
        List<String> providers = new ArrayList<>();
        for (URL file : Collections.list(LOADER.getResources(service))) {
            try (InputStream in = file.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(providers::add);
            }
        }
        return providers;
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(ReachabilityTest.class.getResourceAsStream(resource), resource);
    }
}
