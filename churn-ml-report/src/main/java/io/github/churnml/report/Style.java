package io.github.churnml.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A style sheet of this module, a file in its jar: the only text that gets into a page without being escaped. */
enum Style {
    /** That of the drift report. */
    DRIFT("drift.css"),
    /** That of an evaluation. */
    EVALUATION("evaluation.css");

    private final String css;

    Style(String file) {
        try (InputStream in = Style.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + file);
            }
            this.css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String css() {
        return css;
    }
}
