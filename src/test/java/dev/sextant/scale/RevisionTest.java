package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {
    private static final String SERVICES = """
            metadata: {name: other}
            spec: {template: {spec: {containerConcurrency: 1}}}
            ---
            metadata: {name: embed}
            spec:
              template:
                metadata: {annotations: {autoscaling.knative.dev/max-scale: "5"}}
                spec: {containerConcurrency: 20}
            """;
    private static final String PATCH = """
            - {op: add, path: /metadata/labels, value: {a: b}}
            - {op: add, path: /spec/template/metadata/annotations/autoscaling.knative.dev~1min-scale, value: "1"}
            - {op: add, path: /spec/template/metadata/annotations/autoscaling.knative.dev~1target-utilization-percentage, value: "80"}
            - {op: add, path: /spec/template/metadata/annotations/autoscaling.knative.dev~1scale-to-zero-pod-retention-period, value: 1m30s}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsTheServiceAndWhatAllServicesHaveInCommon() throws IOException {
        write(SERVICES, PATCH);
        Revision revision = Revision.read(folder, "embed");
        assertThat(revision).isEqualTo(new Revision(20, 0.8, 1, 5, 90));
        assertThat(revision.target()).isEqualTo(16);
        assertThat(revision.atMost(3).maxScale()).isEqualTo(3);
        assertThat(revision.atMost(7).maxScale()).isEqualTo(5);
    }

    @Test
    void readsWhatIsDeployed() throws IOException {
        Revision deployed = Revision.read(Path.of("k8s/base"), "embed");
        assertThat(deployed.minScale()).isZero();
        assertThat(deployed.retentionSeconds()).isPositive();
        assertThat(deployed.target()).isLessThan(deployed.concurrency());
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        write(SERVICES, PATCH);
        assertThatThrownBy(() -> Revision.read(folder, "nothing")).hasMessageContaining("no service nothing");
        write(SERVICES, "- {op: add, path: /metadata/labels, value: {a: b}}\n");
        assertThatThrownBy(() -> Revision.read(folder, "embed"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("do not say autoscaling.knative.dev/");
    }

    @Test
    void refusesAServiceThatTakesInAnyNumberOfRequests() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Revision(0, 0.7, 0, 3, 0))
                .withMessageContaining("concurrency 0");
    }

    private void write(String services, String patch) throws IOException {
        Files.writeString(folder.resolve("services.yaml"), services);
        Files.writeString(folder.resolve("service.patch.yaml"), patch);
    }
}
