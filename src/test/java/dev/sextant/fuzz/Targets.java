package dev.sextant.fuzz;

import dev.sextant.cache.CacheTarget;
import dev.sextant.calibrate.CalibrateTarget;
import dev.sextant.cli.DocumentFileTarget;
import dev.sextant.collection.CollectionTarget;
import dev.sextant.collection.MapTarget;
import dev.sextant.collection.embedded.GraphTarget;
import dev.sextant.compare.CompareTarget;
import dev.sextant.embed.EmbedTarget;
import dev.sextant.job.JobTarget;
import dev.sextant.model.ModelTarget;
import dev.sextant.project.ProjectTarget;
import dev.sextant.search.SearchTarget;
import dev.sextant.wire.WireTarget;
import dev.sextant.wire.auth.KeyTarget;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Every target there is, by name.
final class Targets {
    private static final Map<String, Supplier<FuzzTarget>> ALL = new TreeMap<>();

    static {
        ALL.put("cache-bytes", CacheTarget::bytes);
        ALL.put("calibrate-files", CalibrateTarget::files);
        ALL.put("calibrate-request", CalibrateTarget::request);
        ALL.put("collection-filter", CollectionTarget::filter);
        ALL.put("collection-lines", CollectionTarget::lines);
        ALL.put("collection-list", CollectionTarget::list);
        ALL.put("collection-map-fields", CollectionTarget::mapFields);
        ALL.put("compare-request", CompareTarget::request);
        ALL.put("document-file-lines", DocumentFileTarget::lines);
        ALL.put("document-file-table", DocumentFileTarget::table);
        ALL.put("document-file-texts", DocumentFileTarget::texts);
        ALL.put("embed-request", EmbedTarget::request);
        ALL.put("graph-files", GraphTarget::new);
        ALL.put("job-files", JobTarget::files);
        ALL.put("map-bytes", MapTarget::bytes);
        ALL.put("map-npy", MapTarget::npy);
        ALL.put("model-config", () -> ModelTarget.folder("config.json"));
        ALL.put("model-dense", () -> ModelTarget.folder("2_Dense/config.json"));
        ALL.put("model-graph", ModelTarget::graph);
        ALL.put("model-modules", () -> ModelTarget.folder("modules.json"));
        ALL.put("model-pooling", () -> ModelTarget.folder("1_Pooling/config.json"));
        ALL.put("model-safetensors", ModelTarget::safetensors);
        ALL.put("model-tokenizer", ModelTarget::tokenizer);
        ALL.put("model-tokenizer-config", () -> ModelTarget.folder("tokenizer_config.json"));
        ALL.put("model-transformer", () -> ModelTarget.folder("sentence_bert_config.json"));
        ALL.put("project-request", ProjectTarget::request);
        ALL.put("search-request", SearchTarget::request);
        ALL.put("wire-keys", KeyTarget::lines);
        ALL.put("wire-lines", WireTarget::lines);
        ALL.put("wire-vectors", WireTarget::vectors);
    }

    private Targets() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    static FuzzTarget named(String name) {
        return Objects.requireNonNull(ALL.get(name), name).get();
    }
}
