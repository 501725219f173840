package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession;
import dev.sextant.Fault;
import dev.sextant.cache.EmbeddingCache;
import dev.sextant.cache.SharedCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In a build without CUDA.
class DeviceTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void needsABuildWithoutCuda() {
        Assumptions.assumeTrue(
                OrtSession.class.getResource("/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so")
                        == null);
    }

    @Test
    void failsLoudlyWhereCudaIsAskedFor() {
        Embedder embedder = embedder(DeviceConfig.Choice.CUDA);

        assertThatThrownBy(() -> embed(embedder))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("model tiny cannot be loaded")
                .hasMessageContaining("sextant.device=cuda")
                .hasMessageContaining("this build has no CUDA")
                .hasMessageContaining("profile cuda");
        assertThat(TestModels.runtime(DeviceConfig.Choice.CUDA).lacksCuda()).isTrue();
        assertThat(embedder.device().requested()).isEqualTo("cuda");
    }

    @Test
    void fallsBackToTheCpuAndSaysWhy() {
        Embedder embedder = embedder(DeviceConfig.Choice.AUTO);
        Device before = embedder.device();

        Embedded embedded = embed(embedder);

        assertThat(embedded.vectors().rows()).isEqualTo(1);
        assertThat(embedder.device()).isEqualTo(before);
        assertThat(before.name()).isEqualTo("cpu");
        assertThat(before.requested()).isEqualTo("auto");
        assertThat(before.fallback()).hasValueSatisfying(why -> assertThat(why).contains("no CUDA"));
        assertThat(TestModels.runtime(DeviceConfig.Choice.AUTO).lacksCuda()).isFalse();
        assertThat(metrics.get("sextant.device.fallback").gauge().value()).isEqualTo(1);
    }

    @Test
    void hasNothingToFallBackFromOnTheCpu() {
        Embedder embedder = embedder(DeviceConfig.Choice.CPU);

        assertThat(embed(embedder).vectors().rows()).isEqualTo(1);
        assertThat(embedder.device().name()).isEqualTo("cpu");
        assertThat(embedder.device().requested()).isEqualTo("cpu");
        assertThat(embedder.device().fallback()).isEmpty();
        assertThat(TestModels.runtime(DeviceConfig.Choice.CPU).lacksCuda()).isFalse();
        assertThat(metrics.get("sextant.device.fallback").gauge().value()).isZero();
        assertThat(metrics.get("sextant.device").tag("device", "cpu").gauge().value())
                .isEqualTo(1);
    }

    private static Embedded embed(Embedder embedder) {
        return embedder.embed(List.of("the lamp"), EmbedOptions.defaults(1_000).withModel("tiny"));
    }

    private Embedder embedder(DeviceConfig.Choice choice) {
        Map<String, Path> folders = Map.of("tiny", TestModels.FOLDERS.resolve("bert-mean-old"));
        return Embedder.of(
                TestModels.defaults(),
                () -> folders,
                () -> choice,
                TestModels.batch(1_024),
                Optional::empty,
                Calibrations.NONE,
                new EmbeddingCache(1 << 20, SharedCache.NONE, metrics),
                metrics);
    }
}
