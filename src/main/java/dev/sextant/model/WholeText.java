package dev.sextant.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.ArrayList;
import java.util.List;

/// All tokens of a text, however long it is. The library encodes a long text in parts as long as the window, each with
/// the special tokens of a text of its own; here they stand once, at the text's start and end.
final class WholeText {
    private final String text;
    private final CodePoints points;
    private final List<Token> before = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final List<Token> after = new ArrayList<>();

    /// @param first the text's first part, with the others as what overflows
    WholeText(String text, Encoding first) {
        this.text = text;
        this.points = new CodePoints(text);
        add(first, before, after);
        for (Encoding rest : first.getOverflowing()) {
            add(rest, new ArrayList<>(), new ArrayList<>());
        }
    }

    /// In order, special ones included.
    List<Token> all() {
        return joined(tokens);
    }

    /// The last of them, as many as the window holds with the special ones around them.
    List<Token> end(int window) {
        int room = Math.max(0, window - before.size() - after.size());
        return joined(tokens.subList(Math.max(0, tokens.size() - room), tokens.size()));
    }

    private List<Token> joined(List<Token> middle) {
        List<Token> joined = new ArrayList<>(before);
        joined.addAll(middle);
        joined.addAll(after);
        return joined;
    }

    private void add(Encoding part, List<Token> front, List<Token> back) {
        long[] special = part.getSpecialTokenMask();
        boolean isBehindText = false;
        for (int i = 0; i < special.length; i++) {
            if (special[i] == 1) {
                (isBehindText ? back : front)
                        .add(new Token(part.getIds()[i], part.getTypeIds()[i], part.getTokens()[i], true, 0, 0));
            } else {
                isBehindText = true;
                tokens.add(ofText(part, i));
            }
        }
    }

    private Token ofText(Encoding part, int i) {
        CharSpan span = part.getCharTokenSpans()[i];
        int start = span == null ? 0 : span.getStart();
        int end = span == null ? 0 : span.getEnd();
        String stretch = text.substring(points.unit(start), points.unit(end));
        return new Token(part.getIds()[i], part.getTypeIds()[i], stretch, false, start, end);
    }
}
