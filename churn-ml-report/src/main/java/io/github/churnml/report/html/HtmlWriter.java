package io.github.churnml.report.html;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Writes an HTML page whose texts and attributes are escaped, whatever they hold: there is no method that takes markup.
 *
 * <pre>{@code
 * HtmlWriter page = new HtmlWriter("Drift report", Style.DRIFT);
 * page.open("p", "class", "soft").text(nameFromATable).close("p");
 * String html = page.end();
 * }</pre>
 *
 * <p>Elements and attributes are those of two short lists, none of which runs or loads anything; a page that needs
 * another one adds it there. What a page runs is a script of this module, which its own policy names by its digest, so that a
 * browser runs and loads nothing else. Every element is closed by its name, so that a page whose elements are not nested cannot be
 * written. Names of elements and attributes are constants of the caller: a wrong one is a mistake in the program ({@link
 * IllegalArgumentException}, {@link IllegalStateException}). Mutable, for one thread. Public for the pages of this module alone.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class HtmlWriter {

    private static final Set<String> ELEMENTS = Set.of(
            "b",
            "body",
            "caption",
            "circle",
            "code",
            "defs",
            "desc",
            "details",
            "div",
            "figcaption",
            "figure",
            "g",
            "h1",
            "h2",
            "h3",
            "li",
            "main",
            "nav",
            "p",
            "path",
            "pattern",
            "pre",
            "rect",
            "section",
            "span",
            "summary",
            "svg",
            "table",
            "tbody",
            "td",
            "text",
            "th",
            "thead",
            "title",
            "tr",
            "ul");

    /** What every page of ours says in its head, by which an index knows it. */
    public static final String MARK = "<meta name=\"generator\" content=\"churn-ml\">";

    /** Elements without content. */
    private static final Set<String> EMPTY = Set.of("br", "circle", "line", "path", "polyline", "rect");

    private static final Set<String> ATTRIBUTES = Set.of(
            "aria-label",
            "aria-labelledby",
            "class",
            "cx",
            "cy",
            "d",
            "data-v",
            "height",
            "id",
            "patternUnits",
            "points",
            "r",
            "role",
            "scope",
            "tabindex",
            "text-anchor",
            "viewBox",
            "width",
            "x",
            "x1",
            "x2",
            "y",
            "y1",
            "y2");

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final Deque<String> opened = new ArrayDeque<>();

    private final Style style;

    /**
     * Begins a page; what follows stands in its body.
     *
     * @param title what the browser calls it
     * @param style how it looks
     */
    HtmlWriter(String title, Style style) {
        this(title, "", style);
    }

    /**
     * Begins a page; what follows stands in its body.
     *
     * @param title what the browser calls it
     * @param description what it is about, in a sentence, by which an index of pages tells what it is; may be empty
     * @param style how it looks
     */
    HtmlWriter(String title, String description, Style style) {
        this.style = style;
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append(style.policy())
                .append(MARK);
        if (!description.isEmpty()) {
            page.append("<meta name=\"description\" content=\"");
            text(description);
            page.append("\">");
        }
        page.append("<title>");
        text(title);
        page.append("</title>\n<style>").append(style.css()).append("</style></head>\n");
        open("body");
    }

    /**
     * Begins an element.
     *
     * @param element its name
     * @param attributes names, each followed by its value
     * @return this
     */
    HtmlWriter open(String element, String... attributes) {
        begin(element, ELEMENTS, attributes);
        opened.push(element);
        return this;
    }

    /**
     * Ends the element that was begun last.
     *
     * @param element its name
     * @return this
     */
    HtmlWriter close(String element) {
        if (!element.equals(opened.peek())) {
            throw new IllegalStateException("<" + element + "> is closed where <" + opened.peek() + "> is open");
        }
        opened.pop();
        page.append("</").append(element).append('>');
        return this;
    }

    /**
     * An element without content.
     *
     * @param element its name
     * @param attributes names, each followed by its value
     * @return this
     */
    HtmlWriter empty(String element, String... attributes) {
        begin(element, EMPTY, attributes);
        page.insert(page.length() - 1, '/');
        return this;
    }

    /**
     * An element that holds a text and nothing else.
     *
     * @param element its name
     * @param text the text
     * @param attributes names, each followed by its value
     * @return this
     */
    HtmlWriter element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /**
     * A link to a place in the same page.
     *
     * @param id the identifier of the place: a letter, then letters and digits
     * @param text what is shown
     * @return this
     * @throws IllegalArgumentException if it is no such identifier
     */
    HtmlWriter link(String id, String text) {
        if (!id.matches("[a-z][a-z0-9]*")) {
            throw new IllegalArgumentException("the link (" + id + ") is not to a place in the page");
        }
        page.append("<a href=\"#").append(id).append("\">");
        text(text);
        page.append("</a>");
        return this;
    }

    /**
     * A link to a file, by its way from the page's own.
     *
     * @param url as {@link #url} gives it: no scheme, no host, no query
     * @param text what is shown
     * @return this
     * @throws IllegalArgumentException if it is no such URL
     */
    HtmlWriter file(String url, String text) {
        if (!url.matches("(?!/)[A-Za-z0-9._~%/-]+")) {
            throw new IllegalArgumentException("the link (" + url + ") is not a way to a file");
        }
        page.append("<a href=\"").append(url).append("\">");
        text(text);
        page.append("</a>");
        return this;
    }

    /**
     * A way to a file as a URL: each part percent-encoded, whatever it holds.
     *
     * @param way folders and a name with slashes between them, relative
     * @return the URL
     */
    public static String url(String way) {
        StringBuilder url = new StringBuilder();
        for (byte b : way.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-._~/".indexOf(c) >= 0) {
                url.append(c);
            } else {
                url.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return url.toString();
    }

    /**
     * A text that is shown as it is. Control characters become blanks, those among them that would turn the direction of
     * what follows.
     *
     * @param text the text
     * @return this
     */
    HtmlWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(Character.isISOControl(c) || c >= '\u202A' && c <= '\u202E' ? ' ' : c);
            }
        }
        return this;
    }

    /**
     * Goes on in a new line of the file, which a page shows as nothing between its blocks.
     *
     * @return this
     */
    HtmlWriter line() {
        page.append('\n');
        return this;
    }

    /**
     * Ends the body.
     *
     * @return the whole page
     */
    String end() {
        if (!style.script().isEmpty() && opened.size() == 1) {
            page.append("<script>").append(style.script()).append("</script>");
        }
        close("body");
        return page.append("</html>\n").toString();
    }

    private void begin(String element, Set<String> allowed, String... attributes) {
        require(element, allowed, "element");
        page.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            require(attributes[i], ATTRIBUTES, "attribute");
            page.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            page.append('"');
        }
        page.append('>');
    }

    private static void require(String name, Set<String> allowed, String what) {
        if (!allowed.contains(name)) {
            throw new IllegalArgumentException("the " + what + " " + name + " is not among those that a page may have");
        }
    }
}
