package io.github.churnml.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style sheet of this module, and the script beside it where there is one, files in its jar: the only text that gets into a page
 * without being escaped. Public for the pages of this module, and for those who send them.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public enum Style {
    /** That of a {@link HtmlReport}, whose script shows what marks say and sorts tables. */
    REPORT("report.js", "report.css"),
    /** That of slides: as a report's, in the size of a screen or a sheet. */
    SLIDES("", "report.css", "slides.css");

    private final String css;
    private final String script;

    Style(String script, String... sheets) {
        StringBuilder all = new StringBuilder("\n");
        for (String sheet : sheets) {
            all.append(read(sheet));
        }
        this.css = all.toString();
        this.script = script.isEmpty() ? "" : "\n" + read(script);
    }

    String css() {
        return css;
    }

    /** The script; empty where there is none. */
    String script() {
        return script;
    }

    /** An element that tells a browser to run and load nothing but what stands in this enum. */
    String policy() {
        return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src " + styleSource()
                + (script.isEmpty() ? "" : "; script-src " + scriptSource()) + "\">";
    }

    /**
     * The style sheet as a Content-Security-Policy names it, for a server that sends a page and says the same in its head.
     *
     * @return its digest, quoted
     */
    public String styleSource() {
        return "'sha256-" + digest(css) + "'";
    }

    /**
     * The script as a Content-Security-Policy names it.
     *
     * @return its digest, quoted; {@code 'none'} where there is no script
     */
    public String scriptSource() {
        return script.isEmpty() ? "'none'" : "'sha256-" + digest(script) + "'";
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String file) {
        try (InputStream in = Style.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
