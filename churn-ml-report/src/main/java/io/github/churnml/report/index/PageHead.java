package io.github.churnml.report.index;

import io.github.churnml.report.html.HtmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the head of a page says of it, if it is one of ours: read as text from the first bytes of the file, in which the head of each
 * of our pages begins, and never as markup.
 *
 * @param title the page's title
 * @param description what it is about; empty if it does not say
 */
record PageHead(String title, String description) {

    private static final int MOST_BYTES = 1 << 14;
    private static final String DESCRIPTION = "<meta name=\"description\" content=\"";

    /** The head of a page of ours; empty of any other file. */
    static Optional<PageHead> of(Path file) throws IOException {
        String head;
        try (InputStream in = Files.newInputStream(file)) {
            head = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        int end = head.indexOf("<style>");
        if (end < 0 || !head.startsWith("<!doctype html>")) {
            return Optional.empty();
        }
        String before = head.substring(0, end); // texts of the page are escaped, so the mark stands nowhere else
        if (!before.contains(HtmlWriter.MARK)) {
            return Optional.empty();
        }
        return Optional.of(new PageHead(between(before, "<title>", "</title>"), between(before, DESCRIPTION, "\"")));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf(end, from + begin.length());
        return to < 0 ? "" : unescaped(text.substring(from + begin.length(), to));
    }

    /** What {@link HtmlWriter#text} wrote. */
    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
