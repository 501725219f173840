package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is shipped, as the bill of materials of this build says, and under which licences. The list for people is
/// `docs/dependencies.md`; where it is out of date, the new one is in `target`.
class DependenciesIT {

    /// Only `./mvnw -Pbom verify`, as CI runs it, makes the bill.
    @BeforeAll
    static void isExpected() {
        assumeThat(Files.exists(BILL) || System.getenv("CI") != null).isTrue();
    }

    private static final Path BILL = Path.of("target/bom.json");
    private static final Path LIST = Path.of("docs/dependencies.md");
    private static final Path MADE = Path.of("target/dependencies.md");

    /// Licences that go with Apache-2.0, by the names that parts give them.
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "ISC",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "CC0-1.0",
            "Public Domain");

    /// Parts whose licence the bill does not get right: JLine calls its own "The BSD License", which has three clauses.
    private static final Map<String, String> KNOWN =
            Map.of("org.jline:jline-terminal", "BSD-3-Clause", "org.jline:jline-native", "BSD-3-Clause");

    private static final String HEAD = """
            # What is shipped

            Everything that `target/quarkus-app` has in it beside Sextant, on Linux and x86-64, with the licence that it is used
            under; where a part offers several, one that goes with Apache-2.0. Written by the build from its bill of materials
            (CycloneDX, `target/bom.json`, in an image `/opt/sextant/sbom.json`), and checked by it: `./mvnw -Pbom verify` fails for
            a licence that is not known to go with Apache-2.0, and where this list is not the one it would write. Why the parts
            that are named in `pom.xml` are there says [ADR 10](adr/0010-other-dependencies.md).

            | part | version | licence |
            |---|---|---|
            """;

    private record Part(String name, String version, List<String> licences) {

        static Part of(JsonNode component) {
            String group = component.path("group").asText();
            return new Part(
                    group + ":" + component.path("name").asText(),
                    component.path("version").asText(),
                    StreamSupport.stream(component.path("licenses").spliterator(), false)
                            .flatMap(Part::names)
                            .toList());
        }

        private static Stream<String> names(JsonNode choice) {
            JsonNode licence = choice.path("license");
            String name = choice.path("expression")
                    .asText(licence.path("id").asText(licence.path("name").asText()));
            return Stream.of(name.split(" OR "));
        }

        /// The first that is allowed.
        String licence() {
            return KNOWN.containsKey(name)
                    ? KNOWN.getOrDefault(name, "")
                    : licences.stream().filter(ALLOWED::contains).findFirst().orElse("");
        }

        String row() {
            return "| `%s` | %s | %s |\n".formatted(name, version, licence());
        }
    }

    @Test
    void everyPartHasALicenceThatGoesWithOurs() throws IOException {
        assertThat(parts())
                .hasSizeGreaterThan(50)
                .allSatisfy(part -> assertThat(part.licence())
                        .as("%s is under %s", part.name, part.licences)
                        .isNotEmpty());
    }

    @Test
    void theListForPeopleIsUpToDate() throws IOException {
        StringBuilder list = new StringBuilder(HEAD);
        for (String row : new TreeSet<>(parts().stream().map(Part::row).toList())) {
            list.append(row);
        }
        Files.writeString(MADE, list);
        assertThat(LIST).as("replace it by %s", MADE).content().isEqualTo(list.toString());
    }

    private static List<Part> parts() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
        return StreamSupport.stream(bill.path("components").spliterator(), false)
                .map(Part::of)
                .toList();
    }
}
