package io.github.churnml.cli;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.profile.ColumnShape;
import io.github.churnml.profile.Histogram;
import io.github.churnml.profile.HistogramBin;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.ProfileText;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.report.profile.ProfilePage;
import io.github.churnml.report.profile.ProfileSource;
import io.github.churnml.report.tree.MarkdownReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn profile}: what a table is like, and what is suspicious in it. */
@Command(
        name = "profile",
        description = "Shows what a table is like, and what is suspicious in it: leaks, duplicates, repetitions, gaps.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "With --out, everything goes into profile.json: all findings, quantiles, churn rates with intervals.",
            "With --html, a page shows it in pictures: what goes with leaving, column by column and together.",
            "",
            "Examples:",
            "  churn profile --data customers.csv --target churned",
            "  churn profile --data telco.csv --target Churn --positive Yes --out telco/",
            "  churn profile --data customers.csv --target churned --html profile.html",
            "  churn profile --data log.csv --json",
            "  churn profile --jdbc jdbc:postgresql://localhost/crm --table customers --target churned"
        })
final class ProfileCommand extends Subcommand {

    private static final int SHOWN_FINDINGS = 5;
    private static final int SHOWN_COLUMNS = 10;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON; --jdbc names a database instead.")
    @Nullable
    InputFile data;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left. Without it, leaks can be told by name only.")
    @Nullable
    String target;

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write profile.json; made if it is not there. Default: not written.")
    @Nullable
    Path out;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page with pictures: one file that needs nothing else. Default: not written.")
    @Nullable
    ResultFile html;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also write the page as Markdown, numbers in place of pictures. Default: not written.")
    @Nullable
    ResultFile markdown;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    ProfileCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Path table = reading.required(data, "--data", surroundings);
        noticed(reading);
        ProfileOptions options = new ProfileOptions(target, labels.positive, labels.negative);
        refuseOver(table);
        TableProfile profile;
        TableExploration exploration = null;
        try (ProgressLine progress = progress()) {
            Dataset read = Tables.read(table, reading.options().withProgress(progress));
            boolean drawn = surroundings.bars() == Bars.Style.BLOCKS;
            if (common.json || out != null || html != null || markdown != null || drawn) {
                exploration = TableExploration.of(read, options);
                profile = exploration.profile();
            } else {
                profile = TableProfile.of(read, options);
            }
        }
        Path written = null;
        if (exploration != null) {
            written = out == null ? null : write(out, exploration);
            pages(exploration, options);
        }
        TableExploration whole = exploration;
        Path file = written;
        answer(
                () -> whole == null ? profile.toMap() : whole.toMap(),
                () -> (whole == null ? "" : picture(whole)) + text(profile, file));
    }

    /** How the columns that tell most are distributed, and how well they tell, where a terminal can show it; else empty. */
    private String picture(TableExploration exploration) {
        Bars.Style style = surroundings.bars();
        Bars bars = new Bars(0.5, style);
        TextTable table = TextTable.ofTexts("column", "values", "tells who left, alone");
        boolean any = false;
        for (ColumnShape column : exploration
                .columns()
                .subList(0, Math.min(SHOWN_COLUMNS, exploration.columns().size()))) {
            Histogram histogram = column.histogram();
            String heights = histogram == null
                    ? ""
                    : Bars.heights(
                            histogram.bins().stream()
                                    .mapToDouble(HistogramBin::rows)
                                    .toArray(),
                            style);
            boolean known = Double.isFinite(column.strength());
            table.row(
                    Wording.plain(column.name()),
                    heights,
                    known ? TextTable.decimals(column.strength(), 3) : "",
                    known ? bars.ornament(Math.max(0, column.strength() - 0.5)) : "");
            any = true;
        }
        return any && style == Bars.Style.BLOCKS ? table + "\n" : "";
    }

    private void refuseOver(Path table) {
        if (html != null) {
            html.refuseOver(table, "table");
        }
        if (markdown != null) {
            markdown.refuseOver(table, "table");
        }
        if (html != null && markdown != null) {
            html.refuseSame(markdown);
        }
    }

    private void pages(TableExploration exploration, ProfileOptions options) {
        ProfileSource source = source();
        if (html != null) {
            byte[] page = ProfilePage.html(exploration, source, options).getBytes(StandardCharsets.UTF_8);
            html.write(stream -> stream.write(page));
        }
        if (markdown != null) {
            byte[] text = MarkdownReport.of(ProfilePage.of(exploration, source, options))
                    .getBytes(StandardCharsets.UTF_8);
            markdown.write(stream -> stream.write(text));
        }
    }

    /** The table as it was named; of a database without what a login may stand in. */
    private ProfileSource source() {
        if (data != null) {
            return ProfileSource.ofFile(data.toString());
        }
        if (reading.database.table != null) {
            return new ProfileSource(reading.database.table, "--table " + ProfileSource.quoted(reading.database.table));
        }
        return reading.database.queryFile != null
                ? new ProfileSource(
                        "the query's answer",
                        "--query-file " + ProfileSource.quoted(reading.database.queryFile.toString()))
                : new ProfileSource(
                        "the query's answer",
                        "--query " + ProfileSource.quoted(String.valueOf(reading.database.query)));
    }

    private static Path write(Path folder, TableExploration profile) {
        Path file = folder.resolve("profile.json");
        OutputFile.write(
                file, stream -> stream.write(JsonText.of(profile.toMap()).getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private String text(TableProfile profile, @Nullable Path written) {
        String text = ProfileText.of(profile, SHOWN_FINDINGS);
        if (common.quiet) {
            return text;
        }
        List<String> files = new ArrayList<>();
        for (Object file : new Object[] {written, html, markdown}) {
            if (file != null) {
                files.add(file.toString());
            }
        }
        if (!files.isEmpty()) {
            return text + "\nWritten: " + String.join(", ", files) + "\n";
        }
        int hidden = profile.findings().size() - SHOWN_FINDINGS;
        if (hidden > 0 && reading.isFetched()) {
            return text + "\nAll of them: the same with --out FOLDER\n";
        }
        String named = target == null ? "" : " --target " + (target.contains(" ") ? "\"" + target + "\"" : target);
        return hidden <= 0 ? text : text + "\nAll of them: churn profile --data " + data + named + " --out FOLDER\n";
    }
}
