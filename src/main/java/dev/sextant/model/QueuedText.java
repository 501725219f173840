package dev.sextant.model;

/// A text on its way through the model. Two are the same only if they are one object.
final class QueuedText {
    private final QueuedCall call;
    private final int position;
    private final Tokens tokens;

    /// @param call the call that it belongs to
    /// @param position its place in that call
    QueuedText(QueuedCall call, int position, Tokens tokens) {
        this.call = call;
        this.position = position;
        this.tokens = tokens;
    }

    QueuedCall call() {
        return call;
    }

    int position() {
        return position;
    }

    Tokens tokens() {
        return tokens;
    }

    /// Its tokens.
    int length() {
        return tokens.count();
    }
}
