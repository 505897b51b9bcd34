package io.github.churnml.report;

import java.util.ArrayDeque;
import java.util.Deque;
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
 * <p>Elements and attributes are those of two short lists, none of which runs, loads or links anything; a page that needs
 * another one adds it there. Every element is closed by its name, so that a page whose elements are not nested cannot be
 * written. Names of elements and attributes are constants of the caller: a wrong one is a mistake in the program ({@link
 * IllegalArgumentException}, {@link IllegalStateException}). Mutable, for one thread.
 */
final class HtmlWriter {

    private static final Set<String> ELEMENTS = Set.of(
            "b", "body", "div", "h1", "h2", "main", "p", "section", "span", "svg", "table", "tbody", "td", "text", "th",
            "thead", "tr");

    /** Elements without content. */
    private static final Set<String> EMPTY = Set.of("br", "rect");

    private static final Set<String> ATTRIBUTES =
            Set.of("aria-label", "class", "height", "role", "text-anchor", "viewBox", "width", "x", "y");

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final Deque<String> opened = new ArrayDeque<>();

    /** Begins a page; what follows stands in its body. */
    HtmlWriter(String title, Style style) {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
        text(title);
        page.append("</title>\n<style>\n").append(style.css()).append("</style></head>\n");
        open("body");
    }

    /**
     * Begins an element.
     *
     * @param attributes names, each followed by its value
     */
    HtmlWriter open(String element, String... attributes) {
        begin(element, ELEMENTS, attributes);
        opened.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    HtmlWriter close(String element) {
        if (!element.equals(opened.peek())) {
            throw new IllegalStateException("<" + element + "> is closed where <" + opened.peek() + "> is open");
        }
        opened.pop();
        page.append("</").append(element).append('>');
        return this;
    }

    /** An element without content. */
    HtmlWriter empty(String element, String... attributes) {
        begin(element, EMPTY, attributes);
        page.insert(page.length() - 1, '/');
        return this;
    }

    /** An element that holds a text and nothing else. */
    HtmlWriter element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** A text that is shown as it is; control characters become blanks. */
    HtmlWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return this;
    }

    /** Goes on in a new line of the file, which a page shows as nothing between its blocks. */
    HtmlWriter line() {
        page.append('\n');
        return this;
    }

    /** Ends the body and gives the whole page. */
    String end() {
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
