package dev.sextant.bench;

/// The page of figures: Markdown in which programs own sections, each between two lines that say so.
final class Page {
    private Page() {}

    /// Puts a section in the place of the one with its name, or at the end of the page where there is none. The rest
    /// of the page stays byte for byte.
    ///
    /// @param name such as `embed`
    /// @param section Markdown, without the lines around it
    /// @throws IllegalArgumentException if the page has a start of the section without an end
    static String with(String page, String name, String section) {
        String start = "<!-- bench %s: written by ./sextant bench --write, not by hand -->\n".formatted(name);
        String end = "<!-- bench %s: end -->\n".formatted(name);
        String whole = start + "\n" + section.strip() + "\n\n" + end;
        int from = page.indexOf(start);
        if (from < 0) {
            return page + (page.endsWith("\n\n") || page.isEmpty() ? "" : "\n") + whole;
        }
        int to = page.indexOf(end, from);
        if (to < 0) {
            throw new IllegalArgumentException("the page has no line " + end.strip());
        }
        return page.substring(0, from) + whole + page.substring(to + end.length());
    }
}
