package dev.sextant.model;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/// Metrics of the models that requests can name.
final class ModelMeters {
    private ModelMeters() {}

    static void register(List<Model> models, MeterRegistry metrics) {
        for (Model model : models) {
            Gauge.builder("sextant.model.loaded", model, each -> each.ifLoaded().isPresent() ? 1 : 0)
                    .description("1 for a model that is loaded")
                    .tag("model", model.id())
                    .register(metrics);
            Gauge.builder("sextant.model.load", model, Model::loadSeconds)
                    .description("How long the load of a model took; 0 until it is loaded")
                    .baseUnit("seconds")
                    .tag("model", model.id())
                    .register(metrics);
            FunctionCounter.builder("sextant.model.load.failures", model, Model::failedLoads)
                    .description("Times that a model could not be loaded")
                    .tag("model", model.id())
                    .register(metrics);
        }
    }
}
