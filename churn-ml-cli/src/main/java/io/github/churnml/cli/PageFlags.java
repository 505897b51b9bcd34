package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The page that a command writes beside its answer, as an option. */
final class PageFlags {

    private static final Pattern PAGE = Pattern.compile("(?i)\\.html?$");

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

    /** Refuses to write over another result of the same run, whether it is there already or not, before anything is done. */
    void refuseSame(Path... results) {
        Path page = html == null ? null : html.local();
        if (page != null) {
            for (Path result : results) {
                Overwriting.refuse(page, result, "other result of this run");
                Overwriting.refuseTwice(List.of(result, page));
            }
        }
    }

    /** Refuses to write over another result of the same run, before anything is done. */
    void refuseSame(@Nullable ResultFile other) {
        if (html != null && other != null) {
            html.refuseSame(other);
        }
    }

    /**
     * Refuses to write among files that are kept by churn commands, such as those of a registry, unless the name says that it is a page;
     * before anything is done.
     *
     * @param place a folder, or an address that files begin with
     * @param what what is kept there, such as {@code registry}
     */
    void refuseAmong(String place, String what) {
        if (html != null && !PAGE.matcher(html.toString()).find() && html.isBelow(place)) {
            throw new ConfigurationException(
                    "The page (" + html + ") would be written among the files of the " + what + " (" + place + ").",
                    "Maybe give it a name that ends in .html, or put it elsewhere.",
                    Where.nowhere());
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
