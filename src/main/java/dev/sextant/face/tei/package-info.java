/// The wire format of Hugging Face's Text Embeddings Inference, as its clients send and read it; where it differs is in
/// docs/adr/0035.
@NullMarked
package dev.sextant.face.tei;

import org.jspecify.annotations.NullMarked;
