package dev.sextant.cli;

import dev.sextant.Fault;
import dev.sextant.collection.DocumentSource;
import dev.sextant.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Files of documents that a command reads.
public final class DocumentFileTarget {
    private DocumentFileTarget() {}

    public static FuzzTarget table() {
        return target(
                "a.csv",
                "text,id,year,kind\n\"a cat, asleep\",c1,1999,animal\r\na dog,c2,-1.5,\n\n\"say \"\"hi\"\"\",,007,x\n",
                "id;text\n1;one\n",
                "text\n\u00e4\ud83d\ude00\n");
    }

    public static FuzzTarget lines() {
        return target("a.jsonl", """
                {"text": "a cat", "id": 7, "kind": "animal", "metadata": {"year": 1999}}

                {"id": "d", "text": "a dog", "tags": ["a", "b"], "metadata": null}
                """);
    }

    public static FuzzTarget texts() {
        return target("a.txt", "a cat\r\n\n  a dog  \n\u00e4\ud83d\ude00");
    }

    private static FuzzTarget target(String name, String... examples) {
        DocumentFile file = new DocumentFile(Path.of(name), "text", "id", Standalone.create());
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return Arrays.stream(examples)
                        .map(example -> example.getBytes(StandardCharsets.UTF_8))
                        .toList();
            }

            @Override
            public void take(byte[] input) throws IOException {
                DocumentSource source = file.read(new ByteArrayInputStream(input));
                try {
                    while (source.next().isPresent()) {
                        // On to the next.
                    }
                } catch (Fault.InvalidRequest e) {
                    // It said what is wrong.
                }
            }
        };
    }
}
