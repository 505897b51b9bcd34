package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableScan;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.report.watch.ScoreShare;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drift report to which the drift of the model's scores was added, or why it was not.
 *
 * @param report the report
 * @param note what is to be said of the scores in a sentence, or an empty string
 * @param share what the model said of the customers; null where there are no scores
 */
record ScoreDrift(DriftReport report, String note, @Nullable ScoreShare share) {

    /** Where no model takes part. */
    static ScoreDrift none(DriftReport report) {
        return new ScoreDrift(report, "", null);
    }

    /** Scores the table in a pass of its own, on all cores and in bounded memory. */
    static ScoreDrift of(
            ChurnModel model,
            DriftDetector detector,
            DriftReport report,
            Path table,
            List<String> header,
            ReadOptions options) {
        NumberProfile reference = model.referenceProfile().scores().orElse(null);
        if (reference == null) {
            return new ScoreDrift(
                    report,
                    "The scores are not compared: the model was made by an older version, which did not keep how they lay.",
                    null);
        }
        List<String> lacking = model.inputs().stream()
                .map(Input::name)
                .filter(name -> !header.contains(name))
                .toList();
        if (!lacking.isEmpty()) {
            return new ScoreDrift(
                    report,
                    "The scores are not compared: the new table lacks " + Wording.names(lacking)
                            + ", without which the model cannot score.",
                    null);
        }
        Scorer scorer = model.scorer().forTable(table, options).warmUp();
        ScoreScan scan = TableScan.run(
                table,
                options,
                names -> new ScoreScan(scorer.forColumns(names), reference, names.size(), model.decisionRule()));
        return scan.scores().rows() == 0
                ? new ScoreDrift(report, "The scores are not compared: the model can read no row" + because(scan), null)
                : new ScoreDrift(report.withScore(detector.compare(scan.scores())), leftOut(scan), scan.share());
    }

    private static String leftOut(ScoreScan scan) {
        return scan.leftOut() == 0
                ? ""
                : "Left out of the scores: " + TextTable.count(scan.leftOut())
                        + (scan.leftOut() == 1 ? " row" : " rows") + " that the model cannot read" + because(scan);
    }

    private static String because(ScoreScan scan) {
        return ", first row " + scan.firstRow() + " because of column " + Wording.name(scan.firstColumn()) + ".";
    }
}
