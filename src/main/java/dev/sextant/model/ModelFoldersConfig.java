package dev.sextant.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;

/// Models beside the built-in ones: `sextant.models.{id}` is a sentence-transformers folder with an ONNX export.
@ConfigMapping(prefix = "sextant.models")
public interface ModelFoldersConfig {

    @WithParentName
    Map<String, Path> folders();
}
