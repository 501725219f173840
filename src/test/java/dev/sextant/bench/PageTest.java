package dev.sextant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PageTest {
    private static final String BY_HAND = "# Figures\n\nBy hand, with CRLF\r\nand `bench`.\n";

    @Test
    void aNewSectionFollowsWhatIsThere() {
        String page = Page.with(BY_HAND, "embed", "## Embed\n\nfast\n");
        assertThat(page).startsWith(BY_HAND).contains("## Embed\n\nfast\n").contains("not by hand");
    }

    @Test
    void aSectionIsReplacedAndTheRestStaysByteForByte() {
        String after = "\n## Maps\n\nby hand, too  \nwithout an end of line";
        String first = Page.with(BY_HAND, "embed", "one, and more of it\n\nlast");
        String page = Page.with(first + after, "http", "other");
        String start = page.substring(0, page.indexOf("one"));
        String end = page.substring(page.indexOf("last") + "last".length());
        assertThat(Page.with(page, "embed", "\ntwo\n")).isEqualTo(start + "two" + end);
        assertThat(end).contains(after, "other");
    }

    @Test
    void theSameSectionTwiceGivesTheSamePage() {
        String page = Page.with(BY_HAND, "embed", "one");
        assertThat(Page.with(page, "embed", "one")).isEqualTo(page);
    }

    @Test
    void aSectionWithoutAnEndIsNotGuessed() {
        String whole = Page.with(BY_HAND, "embed", "one");
        String torn = whole.substring(0, whole.indexOf("one"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.with(torn, "embed", "two"))
                .withMessageContaining("bench embed: end");
    }
}
