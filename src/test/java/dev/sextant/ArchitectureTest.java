package dev.sextant;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Holds the code to the map in ARCHITECTURE.md.
class ArchitectureTest {
    private static final String ROOT = "dev.sextant";

    /// Who may use whom; everybody may use the root, which is the empty name.
    private static final Map<String, Set<String>> EDGES = Map.ofEntries(
            entry("", Set.of()),
            entry("trace", Set.of()),
            entry("wire", Set.of("trace")),
            entry("cache", Set.of()),
            entry("vectors", Set.of()),
            entry("words", Set.of()),
            entry("projection", Set.of("vectors", "words")),
            entry("model", Set.of("cache", "vectors", "trace")),
            entry("job", Set.of("wire", "trace")),
            entry("collection", Set.of("model", "vectors", "projection", "job", "wire")),
            entry("embed", Set.of("wire", "model", "vectors")),
            entry("compare", Set.of("wire", "model", "vectors")),
            entry("search", Set.of("wire", "model", "vectors", "words", "collection", "trace")),
            entry("project", Set.of("wire", "model", "vectors", "collection", "projection", "trace")),
            entry("calibrate", Set.of("wire", "model")),
            entry("face", Set.of("wire", "model", "vectors")),
            entry("explorer", Set.of("wire", "collection", "model", "job", "projection")),
            entry("info", Set.of("wire", "model")),
            entry(
                    "cli",
                    Set.of(
                            "wire",
                            "cache",
                            "vectors",
                            "words",
                            "projection",
                            "model",
                            "job",
                            "collection",
                            "embed",
                            "compare",
                            "search",
                            "project",
                            "calibrate",
                            "face",
                            "info")));

    /// Other people's packages that one of ours keeps to itself.
    private static final Map<String, Set<String>> KEEPERS = Map.ofEntries(
            entry("ai.onnxruntime..", Set.of("model", "vectors")),
            entry("ai.onnx..", Set.of("model", "vectors")),
            entry("ai.djl..", Set.of("model")),
            entry("com.github.benmanes..", Set.of("cache")),
            entry("io.github.jbellis..", Set.of("collection")),
            entry("java.sql..", Set.of("collection")),
            entry("org.sqlite..", Set.of("collection")),
            entry("org.postgresql..", Set.of("collection")),
            entry("io.agroal..", Set.of("collection")),
            entry("org.flywaydb..", Set.of("collection")),
            entry("org.apache.lucene..", Set.of("words")),
            entry("org.ejml..", Set.of("projection")),
            entry("io.vertx..", Set.of("wire", "explorer", "cache")),
            entry("io.vertx.redis..", Set.of("cache")),
            entry("io.opentelemetry..", Set.of("trace")));

    /// The line printed at start tells the port, which only Vert.x's own options know.
    private static final String GREETING = ROOT + ".info.Greeting";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void noPackageUsesAnotherOutsideTheTable() {
        assertThat(CLASSES).hasSizeGreaterThan(50);
        assertThat(violations(EDGES)).isEmpty();
    }

    @Test
    void anEdgeThatIsNotInTheTableIsAViolation() {
        Map<String, Set<String>> wrong = new HashMap<>(EDGES);
        wrong.put("model", Set.of("vectors", "trace"));
        assertThat(violations(wrong)).isNotEmpty().allMatch(edge -> edge.startsWith("model -> cache: "));
    }

    @Test
    void aPackageWithoutARowIsAViolation() {
        Map<String, Set<String>> wrong = new HashMap<>(EDGES);
        wrong.remove("info");
        assertThat(violations(wrong)).contains("info has no row");
    }

    @Test
    void nothingUsesTheCommands() {
        assertThat(EDGES.values()).noneMatch(used -> used.contains("cli"));
        assertThat(EDGES.keySet()).containsAll(EDGES.get("cli"));
    }

    @Test
    void otherPeoplesPackagesAreUsedInOnePlace() {
        KEEPERS.forEach((foreign, keepers) -> assertThat(
                        trespasses(foreign, keepers).getFailureReport().getDetails())
                .as("%s outside %s", foreign, keepers)
                .isEmpty());
    }

    @Test
    void aUseOutsideThatPlaceIsAViolation() {
        KEEPERS.forEach((foreign, keepers) -> assertThat(
                        trespasses(foreign, Set.of("nowhere")).hasViolation())
                .as("%s is used in %s", foreign, keepers)
                .isTrue());
    }

    private static Set<String> violations(Map<String, Set<String>> edges) {
        Set<String> violations = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            Set<String> allowed = edges.get(room(from));
            if (allowed == null) {
                violations.add(room(from) + " has no row");
                continue;
            }
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(to) && !room(to).isEmpty() && !room(to).equals(room(from)) && !allowed.contains(room(to))) {
                    violations.add("%s -> %s: %s".formatted(room(from), room(to), dependency.getDescription()));
                }
            }
        }
        return violations;
    }

    private static EvaluationResult trespasses(String foreign, Set<String> keepers) {
        String[] homes =
                keepers.stream().map("%s.%%s..".formatted(ROOT)::formatted).toArray(String[]::new);
        return ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .and()
                .doNotHaveFullyQualifiedName(GREETING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign)
                .evaluate(CLASSES);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /// The first name below the root: `face` for `dev.sextant.face.openai`, empty for the root itself.
    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        if (below.isEmpty()) {
            return "";
        }
        int end = below.indexOf('.', 1);
        return below.substring(1, end < 0 ? below.length() : end);
    }
}
