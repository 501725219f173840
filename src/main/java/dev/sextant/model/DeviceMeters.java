package dev.sextant.model;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// Metrics of the device that models run on.
final class DeviceMeters {
    private DeviceMeters() {}

    static void register(OnnxRuntime runtime, MeterRegistry metrics) {
        for (String name : new String[] {"cpu", "cuda"}) {
            Gauge.builder(
                            "sextant.device",
                            runtime,
                            each -> each.device().name().equals(name) ? 1 : 0)
                    .description("1 for the device that models run on")
                    .tag("device", name)
                    .tag("requested", runtime.device().requested())
                    .register(metrics);
        }
        Gauge.builder(
                        "sextant.device.fallback",
                        runtime,
                        each -> each.device().fallback().isPresent() ? 1 : 0)
                .description("1 where models run on the CPU because CUDA, which auto prefers, does not work")
                .register(metrics);
    }
}
