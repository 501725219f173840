package dev.sextant.peer;

import ai.onnxruntime.OrtEnvironment;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How fast LangChain4j embeds in process: `LangChain4jRate fp32|int8 FILE...`, a text a line. All texts of a file are
/// given at once, which LangChain4j spreads over the cores.
public final class LangChain4jRate {
    private static final int WARM_UP = 2_048;

    private LangChain4jRate() {}

    /// @param args precision, files
    public static void main(String[] args) throws IOException {
        EmbeddingModel model = args[0].equals("int8")
                ? new AllMiniLmL6V2QuantizedEmbeddingModel()
                : new AllMiniLmL6V2EmbeddingModel();
        model.embedAll(texts(args[1]).stream().limit(WARM_UP).toList());
        for (int i = 1; i < args.length; i++) {
            List<TextSegment> texts = texts(args[i]);
            long started = System.nanoTime();
            model.embedAll(texts);
            double seconds = (System.nanoTime() - started) / 1e9;
            String name = String.valueOf(Path.of(args[i]).getFileName()).replaceFirst("\\.[^.]*$", "");
            System.out.printf(
                    "{\"name\":\"%s\",\"unit\":\"texts/s\",\"values\":[%s]}%n", name, texts.size() / seconds);
        }
        System.out.printf(
                "{\"about\":\"%s, ONNX Runtime %s, on Java %s\"}%n",
                System.getenv("PEER_VERSION"),
                OrtEnvironment.getEnvironment().getVersion(),
                Runtime.version().feature());
        System.exit(0);
    }

    private static List<TextSegment> texts(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .map(TextSegment::from)
                .toList();
    }
}
