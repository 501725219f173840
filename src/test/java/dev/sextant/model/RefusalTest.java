package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which models a device does not run. No card is needed: the device is only asked.
class RefusalTest {
    @ParameterizedTest
    @CsvSource({"cuda, auto, int8", "cuda, cuda, int8"})
    void cudaRefusesInt8AndSaysWhatHelps(String name, String requested, String precision) {
        assertThat(new Device(name, requested, Optional.empty()).refusal(precision))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("int8")
                        .contains("CUDA has no kernels")
                        .contains("fp32 or fp16")
                        .contains("./sextant fuse")
                        .contains("sextant.device=cpu"));
    }

    @ParameterizedTest
    @CsvSource({"cuda, cuda, fp16", "cuda, auto, fp32", "cpu, cpu, int8", "cpu, auto, int8", "cpu, auto, fp16"})
    void everythingElseRuns(String name, String requested, String precision) {
        assertThat(new Device(name, requested, Optional.empty()).refusal(precision))
                .isEmpty();
    }

    @Test
    void aModelAsksTheDeviceThatItWouldRunOn() {
        OnnxRuntime runtime = TestModels.runtime(DeviceConfig.Choice.CPU);
        ModelFiles files = Objects.requireNonNull(BuiltInModels.all().get(BuiltInModels.INT8));
        Model model = new Model("m", files, runtime);

        assertThat(model.info().precision()).isEqualTo("int8");
        assertThat(model.refusal()).isEmpty();
        assertThat(model.get().onnx().precision()).isEqualTo("int8");
    }
}
