package dev.sextant.model;

import ai.onnxruntime.OrtException;
import dev.sextant.Fault;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The models that requests can name: the configured folders and the built-in ones.
@Singleton
final class ModelStore {
    /// File with the ranges of a model's unit vectors; Sextant's own addition to the folder.
    static final String RANGES = "sextant-int8-ranges.json";

    /// File with texts and the vectors they must get; Sextant's own addition to the folder.
    static final String GOLDEN = "sextant-golden.json";

    private static final Logger LOG = Logger.getLogger(ModelStore.class);

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Model defaultModel;

    @Inject
    ModelStore(ModelConfig config, ModelFoldersConfig folders, OnnxRuntime runtime) {
        requireKnown(config.sha256().keySet(), folders.folders().keySet());
        for (Map.Entry<String, Path> folder : folders.folders().entrySet()) {
            Set<String> pinned = config.sha256().getOrDefault(folder.getKey(), List.of()).stream()
                    .map(digest -> digest.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
            add(new Model(folder.getKey(), new FolderFiles(folder.getValue(), pinned), runtime));
        }
        BuiltInModels.all().forEach((id, files) -> {
            if (!models.containsKey(key(id))) {
                add(new Model(id, files, runtime));
            }
        });
        defaultModel = find(config.defaultId())
                .orElseThrow(() -> new ConfigurationException(
                        "sextant.model.default is %s, which is none of the models %s; set sextant.models.%s to its folder"
                                .formatted(config.defaultId(), ids(), config.defaultId())));
    }

    /// A pin that pins nothing is a mistake.
    private static void requireKnown(Set<String> pinned, Set<String> folders) {
        for (String id : pinned) {
            if (!folders.contains(id)) {
                throw new ConfigurationException(
                        "sextant.model.sha256.%s pins nothing; set sextant.models.%s to the model's folder, or take it out"
                                .formatted(id, id));
            }
        }
    }

    private void add(Model model) {
        models.put(key(model.id()), model);
    }

    /// @param id in any case, with or without an organisation; `null` for the default model
    /// @throws Fault.UnknownModel if no model has that id
    Model get(@Nullable String id) {
        return id == null
                ? defaultModel
                : find(id).orElseThrow(() -> new Fault.UnknownModel(
                        "model %s is not known; this server has %s".formatted(id, String.join(", ", ids()))));
    }

    private Optional<Model> find(String id) {
        return Optional.ofNullable(models.get(key(id)));
    }

    private static String key(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    List<Model> all() {
        return models.values().stream().sorted(Comparator.comparing(Model::id)).toList();
    }

    List<String> ids() {
        return models.values().stream().map(Model::id).sorted().toList();
    }

    @PreDestroy
    void close() {
        for (Model model : models.values()) {
            try {
                model.close();
            } catch (OrtException e) {
                LOG.warnf("Model %s did not close: %s", model.id(), e.getMessage());
            }
        }
    }
}
