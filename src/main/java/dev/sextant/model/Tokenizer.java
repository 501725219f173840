package dev.sextant.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Texts to tokens, by the model's own `tokenizer.json`, on all cores. Thread-safe.
final class Tokenizer implements AutoCloseable {

    static {
        // The library would look for a CUDA flavour of itself and download it, and report its start to its makers.
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    /// Characters of a text that fill almost any window.
    private static final int HEAD_CHARACTERS = 8192;

    /// Enough for all cores.
    private static final int TEXTS_AT_ONCE = 256;

    /// Characters of scripts that hardly any vocabulary has.
    private static final String RARE = "\uA66E \uD80C\uDC80 \uD808\uDC00 \uA98F";

    private final HuggingFaceTokenizer tokenizer;
    private final int window;

    private Tokenizer(HuggingFaceTokenizer tokenizer, int window) {
        this.tokenizer = tokenizer;
        this.window = window;
    }

    /// @throws IOException if the model has none
    static void require(ModelFiles files) throws IOException {
        if (!files.has(TokenizerFile.NAME)) {
            throw new IOException("tokenizer.json is missing in %s; save the model's fast tokenizer".formatted(files));
        }
    }

    /// Reads `tokenizer.json`.
    ///
    /// @param window most tokens of a text; what the file itself says of truncation and padding is overridden
    static Tokenizer load(ModelFiles files, int window, boolean lowerCase) throws IOException {
        Map<String, String> options = Map.of(
                "truncation",
                "true",
                "maxLength",
                Integer.toString(window),
                "modelMaxLength",
                Integer.toString(window),
                "padding",
                "false");
        try (InputStream json = TokenizerFile.open(files, lowerCase)) {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(json, options);
            if (files.folder().isPresent()) {
                tryOut(tokenizer, window);
            }
            return new Tokenizer(tokenizer, window);
        } catch (IOException | RuntimeException e) {
            // The native library reports almost every malformed file as a bare RuntimeException.
            throw new IOException("tokenizer.json of %s cannot be read: %s".formatted(files, e.getMessage()), e);
        }
    }

    /// What no token is for must be one: of a single text the library complains, of several it ends the process. And it
    /// cuts off nothing where special tokens alone are more than the window.
    private static void tryOut(HuggingFaceTokenizer tokenizer, int window) {
        try {
            int tokens = tokenizer.encode(RARE).getIds().length;
            if (tokens > window) {
                throw new IllegalArgumentException(
                        "its special tokens are more than the window of %d; set a larger max_seq_length"
                                .formatted(window));
            }
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /// Tokenises texts, in parallel.
    ///
    /// @param texts free of lone surrogates
    /// @return one for each text, in order
    List<Tokens> encode(List<String> texts) {
        List<Tokens> tokens = new ArrayList<>(texts.size());
        // What the library gives of a token takes many times the memory of what is kept.
        for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
            encode(texts.subList(from, Math.min(texts.size(), from + TEXTS_AT_ONCE)), tokens);
        }
        return tokens;
    }

    private void encode(List<String> texts, List<Tokens> tokens) {
        List<String> heads =
                texts.stream().map(text -> head(text, HEAD_CHARACTERS)).toList();
        // One text is not worth waking the library's threads, which a lone request would wait for.
        Encoding[] encodings =
                heads.size() == 1 ? new Encoding[] {tokenizer.encode(heads.getFirst())} : tokenizer.batchEncode(heads);
        for (int i = 0; i < encodings.length; i++) {
            tokens.add(tokens(texts.get(i), heads.get(i), encodings[i]));
        }
    }

    /// Where a head did not fill the window, a longer one is tried.
    private Tokens tokens(String text, String head, Encoding encoding) {
        Encoding enough = encoding;
        for (String longer = head; !enough.exceedMaxLength() && longer.length() < text.length(); ) {
            longer = head(text, 8 * longer.length());
            enough = tokenizer.encode(longer);
        }
        return new Tokens(enough.getIds(), enough.getTypeIds(), enough.exceedMaxLength());
    }

    /// The start of a long text, up to the end of a word. Tokenizers split at white space first of all, so a head gives
    /// the tokens that the whole text starts with; and what lies beyond the window is cut off anyway.
    private static String head(String text, int characters) {
        int end = characters;
        while (end < text.length() && !isSeparator(text.charAt(end))) {
            end++;
        }
        return end < text.length() ? text.substring(0, end) : text;
    }

    /// What every tokenizer takes for white space; of control characters some do, and others leave them out.
    private static boolean isSeparator(char character) {
        return character == '\n' || character == '\r' || character == '\t' || Character.isSpaceChar(character);
    }

    /// Tokens of a whole text, special ones included, however long it is.
    int countAll(String text) {
        Encoding encoding = tokenizer.encode(text, true, true);
        int count = encoding.getIds().length;
        for (Encoding rest : encoding.getOverflowing()) {
            for (long special : rest.getSpecialTokenMask()) {
                count += special == 0 ? 1 : 0;
            }
        }
        return count;
    }

    /// Where each token of a whole text stands in it, special ones left out, in order.
    List<Span> spans(String text) {
        Encoding encoding = tokenizer.encode(text, false, true);
        List<Span> spans = new ArrayList<>();
        CodePoints points = new CodePoints(text);
        addSpans(encoding, points, spans);
        for (Encoding rest : encoding.getOverflowing()) {
            addSpans(rest, points, spans);
        }
        return spans;
    }

    private static void addSpans(Encoding encoding, CodePoints points, List<Span> spans) {
        for (CharSpan span : encoding.getCharTokenSpans()) {
            if (span != null && span.getEnd() > span.getStart()) {
                spans.add(new Span(points.unit(span.getStart()), points.unit(span.getEnd())));
            }
        }
    }

    /// Every token of a text, however long it is.
    ///
    /// @param text free of lone surrogates
    /// @param special whether with the tokens that the model's template puts around a text
    WholeText whole(String text, boolean special) {
        return new WholeText(text, tokenizer.encode(text, special, true));
    }

    /// Tokenises a text as [#encode(List)] does, but where it is longer than the window its start is cut off.
    Tokens encodeEnd(String text) {
        WholeText whole = whole(text, true);
        List<Token> end = whole.end(window);
        return new Tokens(
                end.stream().mapToLong(Token::id).toArray(),
                end.stream().mapToLong(Token::typeId).toArray(),
                end.size() < whole.all().size());
    }

    /// Tokens that a prompt takes at the start of a text: all but a special one at its end.
    int promptLength(String prompt) {
        if (prompt.isEmpty()) {
            return 0;
        }
        long[] special = tokenizer.encode(prompt).getSpecialTokenMask();
        return special.length - (int) special[special.length - 1];
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
