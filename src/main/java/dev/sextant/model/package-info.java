/// Text to numbers: the only door to ONNX Runtime and to the tokenizer.
///
/// [dev.sextant.model.Embedder] is what everybody else sees. Behind it a [dev.sextant.model.ModelSpec] is read from a
/// sentence-transformers folder ([dev.sextant.model.FolderReader]), loaded on first use ([dev.sextant.model.Model]) and
/// run in batches ([dev.sextant.model.Batcher], [dev.sextant.model.OnnxModel]).
@NullMarked
package dev.sextant.model;

import org.jspecify.annotations.NullMarked;
