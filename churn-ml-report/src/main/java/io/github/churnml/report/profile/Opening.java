package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnShape;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.RepeatedColumn;
import io.github.churnml.profile.Severity;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.profile.TargetSummary;
import io.github.churnml.report.Words;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader who reads no further should know of a table, and what to do next. */
final class Opening {

    private static final int MOST_WARNINGS = 4;
    private static final int MOST_NOTES = 3;
    private static final int MOST_LEFT_OUT = 30;

    private final TableExploration exploration;
    private final TableProfile profile;
    private final ProfileSource source;
    private final ProfileOptions options;

    /** Columns that a model is better trained without, until it is known when they are written. */
    private final Set<String> suspects = new LinkedHashSet<>();

    Opening(TableExploration exploration, ProfileSource source, ProfileOptions options) {
        this.exploration = exploration;
        this.profile = exploration.profile();
        this.source = source;
        this.options = options;
        for (io.github.churnml.profile.Finding finding : profile.findings()) {
            if (finding.severity() == Severity.HIGH && LeakSection.namesTheColumn(finding.code())) {
                suspects.addAll(finding.columns());
            }
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Finding.main(main()));
        List<io.github.churnml.profile.Finding> most = profile.topFindings(MOST_WARNINGS + MOST_NOTES);
        int warnings = 0;
        int notes = 0;
        for (io.github.churnml.profile.Finding finding : most) {
            boolean high = finding.severity() == Severity.HIGH;
            String text = finding.message() + " " + finding.wayOut();
            if (high && warnings < MOST_WARNINGS) {
                blocks.add(Finding.warning(text));
                warnings++;
            } else if (!high && notes < MOST_NOTES) {
                blocks.add(Finding.note(text));
                notes++;
            }
        }
        int more = profile.findings().size() - warnings - notes;
        if (more > 0) {
            blocks.add(new Paragraph(Wording.count(more, "more finding is", "more findings are") + " listed below."));
        } else if (profile.findings().isEmpty()) {
            blocks.add(Finding.note("Nothing suspicious was found."));
        }
        next(blocks);
        return blocks;
    }

    private String main() {
        TargetSummary target = profile.target();
        if (profile.rows() == 0) {
            return "The table has no rows.";
        }
        if (target == null) {
            return "It is not said who left, so this page shows what " + Wording.count(profile.rows(), "row", "rows")
                    + " are like, and not what goes with leaving.";
        }
        if (target.left() == 0 || target.stayed() == 0) {
            return "Who left cannot be told by " + Words.name(target.column())
                    + ", so this page shows what the rows are like, and not what goes with leaving.";
        }
        return Wording.count(target.left()) + " of " + Wording.count(target.left() + target.stayed())
                + " customers left: " + Shown.rate(target.interval()) + "." + strongest();
    }

    /** The column that says most, of those that are no suspects. */
    private String strongest() {
        Set<String> repeated =
                profile.repeats().stream().map(RepeatedColumn::column).collect(Collectors.toSet());
        List<ColumnShape> honest = exploration.columns().stream()
                .filter(column -> !suspects.contains(column.name()))
                .filter(column -> !repeated.contains(column.name()))
                .filter(column -> column.strength() >= 0.55)
                .limit(3)
                .toList();
        if (honest.isEmpty()) {
            return suspects.isEmpty() ? " No single column says much about it." : "";
        }
        StringBuilder text = new StringBuilder(
                suspects.isEmpty() ? " Most is said by " : " Of what is no suspect, most is said by ");
        for (int i = 0; i < honest.size(); i++) {
            text.append(i == 0 ? "" : i == honest.size() - 1 ? " and " : ", ")
                    .append(Words.name(honest.get(i).name()));
        }
        return text.append('.').toString();
    }

    private void next(List<Block> blocks) {
        TargetSummary target = profile.target();
        if (profile.rows() == 0) {
            return;
        }
        if (target == null) {
            String candidate = profile.findings().stream()
                    .filter(finding -> finding.code().equals("no-target"))
                    .findFirst()
                    .map(finding -> ProfileSource.quoted(finding.columns().get(0)))
                    .orElse("COLUMN");
            blocks.add(new Paragraph("What to do next: name the column that says who left."));
            blocks.add(new Commands(List.of(
                    "churn profile " + source.arguments() + " --target " + candidate + " --html profile.html")));
            return;
        }
        if (target.left() == 0 || target.stayed() == 0) {
            blocks.add(new Paragraph(
                    "What to do next: choose a column that tells who left, or say which of its labels means that."));
            blocks.add(new Commands(List.of("churn profile " + source.arguments() + " --target "
                    + ProfileSource.quoted(target.column()) + " --positive LABEL --html profile.html")));
            return;
        }
        List<String> named = suspects.stream()
                .filter(name -> !name.contains(","))
                .limit(MOST_LEFT_OUT)
                .toList();
        blocks.add(new Paragraph(
                suspects.isEmpty()
                        ? "What to do next: train a model, whose own page says whom to call; or compare learners first."
                        : "What to do next: train a model without what it could not know on the day of scoring. A suspect that"
                                + " is known by then is an honest column: take it out of --exclude."
                                + (named.size() < suspects.size()
                                        ? " " + Wording.count(suspects.size() - named.size(), "more is", "more are")
                                                + " to be left out by pipeline.yaml: there are many, or their names have"
                                                + " commas."
                                        : "")));
        String flags = " " + source.arguments() + " --target " + ProfileSource.quoted(target.column()) + labels()
                + (named.isEmpty() ? "" : " --exclude " + ProfileSource.quoted(String.join(",", named)));
        blocks.add(new Commands(List.of("churn train" + flags, "churn compare" + flags)));
    }

    /** The labels as they were given, and the positive one if it was worked out. */
    private String labels() {
        TargetSummary target = profile.target();
        String positive = options.positive() != null || target == null ? options.positive() : target.positive();
        return (positive == null ? "" : " --positive " + ProfileSource.quoted(positive))
                + (options.negatives().isEmpty()
                        ? ""
                        : " --negative " + ProfileSource.quoted(String.join(",", options.negatives())));
    }
}
