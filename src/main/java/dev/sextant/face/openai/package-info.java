/// OpenAI's wire format for embeddings, as its own clients send and read it.
@NullMarked
package dev.sextant.face.openai;

import org.jspecify.annotations.NullMarked;
