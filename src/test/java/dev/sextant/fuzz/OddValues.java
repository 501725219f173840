package dev.sextant.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Values that programs trip over.
final class OddValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Half characters, a character that two make up where messages are cut, formats, paths, quotes, names of fields.
    static final List<String> STRINGS = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\ud83d",
            "\udc00x\ud800",
            "😀".repeat(31),
            "x" + "😀".repeat(60),
            "ﬀ\u202e\u200d\ufeff",
            "e\u0301".repeat(20),
            "x".repeat(600),
            "%s%d%n%",
            "\"'`;--\\",
            "../../etc",
            ".",
            "..",
            "a/b?c#d",
            "line\r\nHeader: value",
            "null",
            "NaN",
            "-Infinity",
            "1e999",
            "true",
            "auto",
            "2026-02-30T25:61:00Z",
            "+999999999-12-31T23:59:59Z",
            "AACAPwAAAEA=",
            "AADAfw==",
            "all-minilm-l6-v2",
            "cosine",
            "text",
            "metadata",
            "tea with milk");

    private static final List<JsonNode> OTHERS = List.of(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.booleanNode(false),
            NODES.numberNode(0),
            NODES.numberNode(-1),
            NODES.numberNode(1),
            NODES.numberNode(2),
            NODES.numberNode(3),
            NODES.numberNode(1_000),
            NODES.numberNode(Integer.MAX_VALUE),
            NODES.numberNode(Integer.MIN_VALUE),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(-0.0),
            NODES.numberNode(0.5),
            NODES.numberNode(1e-320),
            NODES.numberNode(3.4e38),
            NODES.numberNode(1e300),
            NODES.numberNode(new BigDecimal("1e400")),
            NODES.numberNode(BigInteger.TEN.pow(330)),
            NODES.arrayNode(),
            NODES.objectNode(),
            NODES.arrayNode().add(NODES.arrayNode().add(1).add(2)),
            NODES.arrayNode().add("a").addNull(),
            NODES.objectNode().put("gte", 1).put("ne", "x"),
            NODES.objectNode().put("count", 2),
            NODES.objectNode()
                    .put("text", "tea")
                    .set("metadata", NODES.objectNode().put("a", 1)));

    private static final List<JsonNode> ALL = Stream.concat(STRINGS.stream().map(NODES::textNode), OTHERS.stream())
            .toList();

    private OddValues() {}

    static JsonNode value(SplittableRandom random) {
        return ALL.get(random.nextInt(ALL.size())).deepCopy();
    }

    static String string(SplittableRandom random) {
        return STRINGS.get(random.nextInt(STRINGS.size()));
    }
}
