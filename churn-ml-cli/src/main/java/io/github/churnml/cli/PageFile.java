package io.github.churnml.cli;

import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a page for people is written beside a command's answer, as an option. */
final class PageFile {

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page for people: one file that needs nothing else.")
    @Nullable
    ResultFile html;

    /** Writes the page, if one was asked for. */
    void write(Supplier<Report> report) {
        if (html != null) {
            byte[] page = HtmlReport.of(report.get()).getBytes(StandardCharsets.UTF_8);
            html.write(out -> out.write(page));
        }
    }

    /** Refuses to write the page over something that the command reads or writes. */
    void refuseOver(@Nullable Path other, String what) {
        if (html != null && other != null) {
            html.refuseOver(other, what);
        }
    }

    /** Refuses to write the page over a file that the command reads. */
    void refuseOver(@Nullable InputFile other, String what) {
        if (html != null) {
            html.refuseOver(other, what);
        }
    }

    /** What a text says at its end of the page; empty if none was asked for. */
    String written(boolean quiet) {
        return html == null || quiet ? "" : "\nWritten: " + html + "\n";
    }
}
