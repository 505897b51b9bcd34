package io.github.churnml.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlWriterTest {

    private static final String HOSTILE = "</title><script>alert('&\"')</script>";
    private static final String ESCAPED = "&lt;/title&gt;&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;";

    private final HtmlWriter page = new HtmlWriter(HOSTILE, Style.SLIDES);

    @Test
    void title_textAndAttribute_areEscaped() {
        String html = page.element("p", HOSTILE, "class", HOSTILE)
                .empty("rect", "class", HOSTILE)
                .end();
        assertThat(html)
                .startsWith("<!doctype html>\n")
                .contains("<title>" + ESCAPED + "</title>")
                .contains("<p class=\"" + ESCAPED + "\">" + ESCAPED + "</p>")
                .contains("<rect class=\"" + ESCAPED + "\"/>")
                .doesNotContain("<script")
                .endsWith("</body></html>\n");
    }

    @Test
    void controlCharacters_inText_becomeBlanks() {
        assertThat(page.element("p", "a\u0000b\nc\u001b[31m").end()).contains("<p>a b c [31m</p>");
    }

    @Test
    void elementsAndAttributes_thatRunOrLoad_areRefused() {
        for (String element : new String[] {"script", "iframe", "img", "a", "p onclick=x", "style", "P", ""}) {
            assertThatThrownBy(() -> page.open(element))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the element " + element + " is not among those that a page may have");
        }
        for (String attribute : new String[] {"onclick", "href", "src", "style", "class=\"x\" onclick"}) {
            assertThatThrownBy(() -> page.open("p", attribute, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the attribute " + attribute + " is not among those that a page may have");
        }
    }

    @Test
    void elements_notNested_areRefused() {
        page.open("div").open("p");
        assertThatThrownBy(() -> page.close("div"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("<div> is closed where <p> is open");
        assertThatThrownBy(page::end).hasMessage("<body> is closed where <p> is open");
    }

    @Test
    void file_linkWithASchemeOrAHost_isRefused() {
        for (String url : new String[] {"javascript:alert(1)", "//host/x", "/etc", "a?b", "a\"b", "", "a b"}) {
            assertThatThrownBy(() -> new HtmlWriter("t", Style.REPORT).file(url, "x"))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(HtmlWriter.url("../a b/\u05D0:?#.html")).isEqualTo("../a%20b/%D7%90%3A%3F%23.html");
    }
}
