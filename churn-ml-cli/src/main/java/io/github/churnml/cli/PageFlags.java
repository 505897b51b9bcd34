package io.github.churnml.cli;

import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The page that a command writes beside its answer, as an option. */
final class PageFlags {

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the result as a page: one file that needs nothing else. Default: not written.")
    @Nullable
    ResultFile html;

    /** Refuses to write over what is read or written besides, before anything is done. */
    void refuseOver(@Nullable Path other, String what) {
        if (html != null && other != null) {
            html.refuseOver(other, what);
        }
    }

    /** Refuses to write over what is read, before anything is done. */
    void refuseOver(@Nullable InputFile read, String what) {
        if (html != null) {
            html.refuseOver(read, what);
        }
    }

    /** Writes the page, if one was asked for. */
    void write(Supplier<Report> page) {
        if (html != null) {
            byte[] bytes = HtmlReport.of(page.get()).getBytes(StandardCharsets.UTF_8);
            html.write(stream -> stream.write(bytes));
        }
    }

    /** What is said at the end of a text. */
    String told() {
        return html == null ? "" : "\nWritten: " + html + "\n";
    }
}
