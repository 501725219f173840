package dev.sextant.collection;

import java.util.Comparator;

/// Order of strings by code point, which is also the order of their UTF-8 bytes. `String.compareTo` differs from it
/// beyond the basic plane.
public final class CodePoints {
    /// Lower code points first, a prefix before what it begins.
    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean isBeyond = Character.isSurrogate(left);
                return isBeyond == Character.isSurrogate(right) ? left - right : isBeyond ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
