package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.knative.duck.v1.DeliverySpec;
import io.fabric8.knative.duck.v1.KReference;
import io.fabric8.knative.eventing.v1.Broker;
import io.fabric8.knative.eventing.v1.SubscriptionsAPIFilter;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.flows.v1.Sequence;
import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.knative.serving.v1.RevisionTemplateSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what a cluster is given to the rules of Knative, and to the application.
class ManifestsTest {
    private static final List<String> FUNCTIONS = List.of("embed", "compare", "search", "project");

    /// `sextant.batch.max-queued-tokens` less the quarter that is kept for small requests.
    private static final int TOKENS_LET_IN = 450_000;
    /// 32 texts, as clients of other servers send them, of all the tokens that the built-in model reads.
    private static final int TOKENS_OF_A_REQUEST = 32 * 256;
    /// Quarkus's threads for requests.
    private static final int WORKERS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void everyServiceExportsItsFunctionAlone(String overlay) {
        Map<String, String> functions = new TreeMap<>();
        for (Service service : Manifests.of(overlay).every(Service.class)) {
            functions.put(service.getMetadata().getName(), environment(service, "SEXTANT_FUNCTIONS"));
        }

        assertThat(functions)
                .containsOnlyKeys(FUNCTIONS)
                .allSatisfy((name, function) -> assertThat(function).isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void overloadWaitsInKnativeAndNotInUs(String overlay) {
        for (Service service : Manifests.of(overlay).every(Service.class)) {
            long concurrency = spec(service).getContainerConcurrency();

            assertThat(concurrency).isPositive().isLessThan(WORKERS);
            assertThat(concurrency * TOKENS_OF_A_REQUEST).isLessThanOrEqualTo(TOKENS_LET_IN);
            assertThat(annotation(service, "autoscaling.knative.dev/metric")).isEqualTo("concurrency");
            assertThat(annotation(service, "autoscaling.knative.dev/min-scale")).isEqualTo("0");
            assertThat(Integer.parseInt(annotation(service, "autoscaling.knative.dev/max-scale")))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void aStartThatTheProbeAllowsIsNotGivenUpBefore(String overlay) {
        for (Service service : Manifests.of(overlay).every(Service.class)) {
            Probe startup = container(service).getStartupProbe();
            int allowed = startup.getPeriodSeconds() * startup.getFailureThreshold();
            String deadline = annotation(service, "serving.knative.dev/progress-deadline");

            assertThat(Integer.parseInt(deadline.replace("s", ""))).isGreaterThan(allowed);
            assertThat(path(startup)).isEqualTo("/q/health/started");
            assertThat(path(container(service).getReadinessProbe())).isEqualTo("/q/health/ready");
            assertThat(path(container(service).getLivenessProbe())).isEqualTo("/q/health/live");
            assertThat(spec(service).getTimeoutSeconds()).isBetween(1L, 600L);
        }
    }

    /// Knative refuses these until an administrator allows them.
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void needsNothingThatAStockKnativeRefuses(String overlay) {
        for (Service service : Manifests.of(overlay).every(Service.class)) {
            RevisionSpec spec = spec(service);

            assertThat(spec.getNodeSelector()).isNullOrEmpty();
            assertThat(spec.getTolerations()).isNullOrEmpty();
            assertThat(spec.getAffinity()).isNull();
            assertThat(spec.getRuntimeClassName()).isNull();
            assertThat(spec.getPriorityClassName()).isNull();
            assertThat(spec.getInitContainers()).isNullOrEmpty();
            assertThat(spec.getTopologySpreadConstraints()).isNullOrEmpty();
            assertThat(spec.getVolumes())
                    .allSatisfy(volume -> assertThat(volume.getEmptyDir()).isNotNull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void runsAsNobodyOnARootThatCannotBeWritten(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        for (Service service : manifests.every(Service.class)) {
            SecurityContext security = container(service).getSecurityContext();

            assertThat(security.getRunAsNonRoot()).isTrue();
            assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container(service).getVolumeMounts())
                    .singleElement()
                    .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
            assertThat(environment(service, "SEXTANT_DATA_DIR")).startsWith("/tmp/");
            assertThat(container(service).getResources().getLimits()).containsKey("memory");
            assertThat(manifests
                            .one(ServiceAccount.class, spec(service).getServiceAccountName())
                            .getAutomountServiceAccountToken())
                    .isFalse();
        }
    }

    /// Events need no key.
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void nobodyOutsideOfTheClusterReachesThem(String overlay) {
        for (Service service : Manifests.of(overlay).every(Service.class)) {
            assertThat(environment(service, "SEXTANT_AUTH_EVENTS")).isEqualTo("none");
            assertThat(service.getMetadata().getLabels())
                    .containsEntry("networking.knative.dev/visibility", "cluster-local");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void everyEventHasOneTriggerThatTakesItsExactType(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        for (Trigger trigger : manifests.every(Trigger.class)) {
            assertThat(manifests.one(Broker.class, trigger.getSpec().getBroker()))
                    .isNotNull();
            assertThat(types(trigger)).singleElement().asString().startsWith("dev.sextant.");
            assertThereIs(manifests, trigger.getSpec().getSubscriber().getRef());
        }
        for (String function : FUNCTIONS) {
            Trigger trigger = manifests.one(Trigger.class, function);
            assertThat(types(trigger)).containsExactly("dev.sextant." + function);
            assertThat(trigger.getSpec().getSubscriber().getRef().getName()).isEqualTo(function);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void whatFailsIsTriedAgainAndThenKept(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Sequence sequence = manifests.one(Sequence.class, "embed-and-project");
        List<DeliverySpec> deliveries = Stream.concat(
                        Stream.of(
                                manifests.one(Broker.class, "sextant").getSpec().getDelivery()),
                        sequence.getSpec().getSteps().stream().map(step -> step.getDelivery()))
                .toList();

        assertThat(deliveries).hasSize(3).allSatisfy(delivery -> {
            assertThat(delivery.getRetry()).isPositive();
            assertThat(delivery.getBackoffPolicy()).isEqualTo("exponential");
            assertThereIs(manifests, delivery.getDeadLetterSink().getRef());
        });
    }

    @Test
    void theSequenceEmbedsThenProjectsAndAnswersTheBroker() {
        Manifests manifests = Manifests.of("cpu");
        Sequence sequence = manifests.one(Sequence.class, "embed-and-project");

        assertThat(sequence.getSpec().getSteps())
                .extracting(step -> step.getRef().getName())
                .containsExactly("embed", "project");
        assertThat(sequence.getSpec().getReply().getRef().getName()).isEqualTo("sextant");
        Trigger forward = manifests.one(Trigger.class, "embed-and-project");
        Trigger alone = manifests.one(Trigger.class, "embed");
        assertThat(forward.getSpec().getFilters().getFirst().getExact()).containsEntry("sextantnext", "project");
        assertThat(alone.getSpec().getFilters().getLast().getNot().getExact())
                .isEqualTo(Map.of("sextantnext", "project"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void policiesAndBudgetsMeanOurPods(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Map<String, String> wanted = manifests
                .one(NetworkPolicy.class, "sextant")
                .getSpec()
                .getPodSelector()
                .getMatchLabels();
        for (Service service : manifests.every(Service.class)) {
            assertThat(template(service).getMetadata().getLabels()).containsAllEntriesOf(wanted);
        }
        assertThat(manifests.every(PodDisruptionBudget.class))
                .extracting(budget ->
                        budget.getSpec().getSelector().getMatchLabels().get("serving.knative.dev/service"))
                .containsExactlyInAnyOrderElementsOf(FUNCTIONS);
    }

    @Test
    void onlyEmbedHasACardAndOnlyWhereThereIsOne() {
        assertThat(cards(Manifests.of("cpu"))).isEmpty();
        assertThat(cards(Manifests.of("dev"))).isEmpty();
        Manifests gpu = Manifests.of("gpu");

        assertThat(cards(gpu)).containsExactly("embed");
        assertThat(container(gpu.one(Service.class, "embed")).getImage()).isEqualTo("sextant-cuda");
        assertThat(environment(gpu.one(Service.class, "embed"), "SEXTANT_DEVICE"))
                .isEqualTo("cuda");
        assertThat(environment(gpu.one(Service.class, "embed"), "SEXTANT_MODEL_DEFAULT"))
                .isEqualTo("all-minilm-l6-v2-fp16");
        assertThat(container(gpu.one(Service.class, "project")).getImage()).isEqualTo("sextant");
    }

    @Test
    void nodesAndSharesOfCardsAreChosenByComponents() {
        Service onNodes = Manifests.of("gpu", "gpu-nodes").one(Service.class, "embed");
        Service sharing = Manifests.of("gpu", "gpu-sharing").one(Service.class, "embed");

        assertThat(spec(onNodes).getNodeSelector()).containsEntry("nvidia.com/gpu.present", "true");
        assertThat(spec(onNodes).getTolerations())
                .extracting(toleration -> toleration.getKey())
                .containsExactly("nvidia.com/gpu");
        assertThat(container(sharing).getResources().getLimits())
                .containsEntry("nvidia.com/gpu.shared", new Quantity("1"))
                .doesNotContainKey("nvidia.com/gpu");
    }

    @Test
    void aFieldThatDoesNotExistIsNotOverlooked() {
        String misplaced = """
                apiVersion: serving.knative.dev/v1
                kind: Service
                metadata: {name: embed}
                spec:
                  template:
                    containerConcurrency: 4
                """;

        assertThatThrownBy(() -> Manifests.parse(misplaced))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("containerConcurrency");
    }

    private static Set<String> cards(Manifests manifests) {
        return manifests.every(Service.class).stream()
                .filter(service -> container(service).getResources().getLimits().containsKey("nvidia.com/gpu"))
                .map(service -> service.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static List<String> types(Trigger trigger) {
        return trigger.getSpec().getFilters().stream()
                .map(SubscriptionsAPIFilter::getExact)
                .filter(exact -> exact != null && exact.containsKey("type"))
                .map(exact -> exact.get("type"))
                .toList();
    }

    private static void assertThereIs(Manifests manifests, KReference reference) {
        assertThat(manifests.has(reference.getApiVersion(), reference.getKind(), reference.getName()))
                .as("%s %s", reference.getKind(), reference.getName())
                .isTrue();
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    private static RevisionTemplateSpec template(Service service) {
        return service.getSpec().getTemplate();
    }

    private static RevisionSpec spec(Service service) {
        return template(service).getSpec();
    }

    private static Container container(Service service) {
        return spec(service).getContainers().getFirst();
    }

    private static String annotation(Service service, String name) {
        String value = template(service).getMetadata().getAnnotations().get(name);
        assertThat(value).as(name).isNotNull();
        return value;
    }

    private static String environment(Service service, String name) {
        return container(service).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }
}
