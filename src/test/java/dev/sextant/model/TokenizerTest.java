package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the tokenizer, which looks at the start of a long text only, to the library's own on the whole text.
class TokenizerTest {
    private static final int WINDOW = 256;
    private static final ModelFiles FILES = files();

    @SuppressWarnings("NullAway.Init")
    private static Tokenizer tokenizer;

    @SuppressWarnings("NullAway.Init")
    private static HuggingFaceTokenizer oracle;

    private static ModelFiles files() {
        return Objects.requireNonNull(BuiltInModels.all().get(BuiltInModels.FP32));
    }

    @BeforeAll
    static void open() throws IOException {
        tokenizer = Tokenizer.load(FILES, WINDOW, false);
        try (InputStream in = FILES.open("tokenizer.json")) {
            oracle = HuggingFaceTokenizer.newInstance(
                    in, Map.of("truncation", "true", "maxLength", "256", "modelMaxLength", "256", "padding", "false"));
        }
    }

    @AfterAll
    static void close() {
        tokenizer.close();
        oracle.close();
    }

    @Test
    void readsTheHeadOfALongTextLikeTheWholeText() {
        List<String> texts = List.of(
                "the lamp by the window ".repeat(5_000),
                " ".repeat(20_000) + "two boats left the harbour",
                "the " + " ".repeat(20_000) + "boats".repeat(3) + " left".repeat(400),
                "a".repeat(50_000),
                "a".repeat(50_000) + " and so on",
                "tea " + "b".repeat(50_000) + " coffee",
                "a ".repeat(254) + " ".repeat(10_000) + "b",
                "a ".repeat(255) + " ".repeat(10_000) + "b",
                "x\u00A0".repeat(10_000),
                "\u3000\u2003\u2028tea\n\t\r\n".repeat(3_000),
                "\uD83E\uDE81".repeat(9_000),
                "\uD83E\uDE81 ".repeat(9_000),
                "春の海ひねもすのたりのたりかな".repeat(2_000),
                "مرحبا بالعالم ".repeat(2_000),
                "e\u0301".repeat(9_000) + " tail",
                "\0".repeat(20_000) + "tail");

        assertSameAsOracle(texts);
    }

    /// The long word is one unknown token; its first letters alone would be many, enough to fill the window.
    @Test
    void cutsNoWordInTwo() {
        String start = "a ".repeat(200);
        String spaces = " ".repeat(8_192 - start.length() - 90);

        assertSameAsOracle(List.of(
                start + spaces + "q".repeat(150) + " the end".repeat(100),
                start + spaces + "\uD83E\uDE81".repeat(150) + " the end".repeat(100)));
    }

    @Test
    void readsTextsOfMixedSpacesLikeTheWholeText() {
        Random random = new Random(5);
        String[] parts = {" ", "\t", "\n", "\r\n", "\u00A0", "\u2009", "tea", "harbour", "xq", ".", "é", "\uD83E\uDE81"
        };
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int spaces = random.nextInt(1, 7);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(8_000, 12_000);
            while (text.length() < length) {
                boolean blank = random.nextInt(200) > spaces;
                text.append(parts[blank ? random.nextInt(6) : random.nextInt(parts.length)]);
            }
            texts.add(text.toString());
        }

        assertSameAsOracle(texts);
    }

    @Test
    void fillsTheWindowExactly() {
        List<Tokens> tokens = tokenizer.encode(List.of("a ".repeat(253), "a ".repeat(254), "a ".repeat(255)));

        assertThat(tokens).extracting(Tokens::count).containsExactly(255, 256, 256);
        assertThat(tokens).extracting(Tokens::truncated).containsExactly(false, false, true);
    }

    @Test
    void keepsTheOrderOfManyTexts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add("number " + i + " tea".repeat(i % 17));
        }

        assertSameAsOracle(texts);
    }

    @Test
    void countsSpecialTokensOnce() {
        assertThat(tokenizer.countAll("a")).isEqualTo(3);
        assertThat(tokenizer.countAll("a ".repeat(254))).isEqualTo(256);
        assertThat(tokenizer.countAll("a ".repeat(255))).isEqualTo(257);
        assertThat(tokenizer.countAll("a ".repeat(10_000))).isEqualTo(10_002);
    }

    @Test
    void countsAPromptWithoutTheTokenAtItsEnd() {
        assertThat(tokenizer.promptLength("")).isZero();
        assertThat(tokenizer.promptLength("a a a")).isEqualTo(4);
    }

    @Test
    void readsWhateverCharactersThereAre() {
        List<String> texts =
                List.of("\0", "a\0b", "👩‍🚀", "שלום עולם", "مرحبا", "\u202Eabc", "\uFFFD", "\uFFFF", "\uFEFFtea", "");

        assertSameAsOracle(texts);
        for (String text : texts) {
            assertThat(tokenizer.countAll(text))
                    .isEqualTo(tokenizer.encode(List.of(text)).getFirst().count());
        }
    }

    @Test
    void lowerCasesWhereTheFolderAsksForIt() throws IOException {
        ModelFiles roberta = new FolderFiles(TestModels.FOLDERS.resolve("roberta-mean"));

        try (Tokenizer lower = Tokenizer.load(roberta, 24, true);
                Tokenizer plain = Tokenizer.load(roberta, 24, false)) {
            assertThat(ids(lower, "The LAMP")).isEqualTo(ids(plain, "the lamp"));
            assertThat(ids(plain, "The LAMP")).isNotEqualTo(ids(plain, "the lamp"));
        }
    }

    private static void assertSameAsOracle(List<String> texts) {
        List<Tokens> tokens = tokenizer.encode(texts);
        assertThat(tokens).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            Encoding expected = oracle.encode(texts.get(i));
            assertThat(ids(tokens.get(i))).as("text %d", i).isEqualTo(expected.getIds());
            assertThat(tokens.get(i).truncated()).as("text %d", i).isEqualTo(expected.exceedMaxLength());
            for (int position = 0; position < tokens.get(i).count(); position++) {
                assertThat(tokens.get(i).typeId(position)).isEqualTo(expected.getTypeIds()[position]);
            }
        }
    }

    private static long[] ids(Tokenizer tokenizer, String text) {
        return ids(tokenizer.encode(List.of(text)).getFirst());
    }

    private static long[] ids(Tokens tokens) {
        long[] ids = new long[tokens.count()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokens.id(i);
        }
        return ids;
    }
}
