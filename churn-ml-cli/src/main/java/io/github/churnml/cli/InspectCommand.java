package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.error.Wording;
import io.github.churnml.model.Manifest;
import io.github.churnml.model.Origin;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code churn inspect}: what a model file says of itself. */
@Command(
        name = "inspect",
        description = "Shows a model's card: where it comes from, how good it is, what it needs.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn inspect artifacts/model.churn",
            "  churn inspect --json artifacts/model.churn",
            "  churn inspect artifacts/variants.json    a set of variants: which model answers for whom, and why"
        })
final class InspectCommand extends Subcommand {

    private static final int MOST_IMPORTANCES = 10;

    @Parameters(paramLabel = "MODEL", description = "The model file.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile given;

    InspectCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Path model = given.model();
        if (VariantSet.isSet(model)) {
            VariantSet set = VariantSet.load(model);
            answer(() -> VariantReport.json(set), () -> VariantReport.text(set));
            return;
        }
        ChurnModel loaded = ChurnModel.load(model);
        answer(() -> json(loaded), () -> text(loaded, surroundings.bars()));
    }

    private static Map<String, Object> json(ChurnModel model) {
        Manifest manifest = model.manifest();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", manifest.name());
        document.put("version", manifest.version());
        document.put("created", manifest.created().toString());
        document.put("library_version", manifest.libraryVersion());
        document.put("jdk", manifest.jdk());
        manifest.gitCommit().ifPresent(commit -> document.put("git_sha", commit));
        manifest.origin()
                .ifPresentOrElse(
                        origin -> document.put("imported", Learnt.origin(origin)),
                        () -> putTraining(manifest, document));
        if (!model.outcome().isChurn()) {
            document.put("outcome", model.outcome().settings());
        }
        document.put("target", model.target().column());
        document.put("positive", model.target().positive());
        document.put("negative", model.target().negatives());
        if (model.evaluation().isKnown()) {
            document.put("metrics", EvaluationReport.json(model.evaluation()));
        }
        document.put("calibration", CalibrationReport.of(model).json());
        model.decisionRule().vennAbers().ifPresent(predictor -> document.put("interval", VennAbers.KIND));
        document.put("found", manifest.found());
        document.put("inputs", ModelInputs.json(model));
        document.put("importances", model.importances());
        SnapshotFeatures.plan(manifest)
                .ifPresent(plan -> document.put("snapshot_features", SnapshotFeatures.sentences(plan)));
        document.put("pipeline", manifest.pipeline());
        return document;
    }

    private static void putTraining(Manifest manifest, Map<String, Object> document) {
        document.put("seed", manifest.seed());
        document.put("data_fingerprint", manifest.dataFingerprint());
        document.put("rows", manifest.rows());
        document.put("positives", manifest.positives());
    }

    private static String text(ChurnModel model, Bars.Style style) {
        Manifest manifest = model.manifest();
        StringBuilder text = new StringBuilder();
        text.append(manifest.name()).append(' ').append(manifest.version()).append('\n');
        line(
                text,
                "created",
                manifest.created() + " by churn-ml " + manifest.libraryVersion() + " on Java " + manifest.jdk());
        manifest.gitCommit().ifPresent(commit -> line(text, "commit", commit));
        line(text, "learner", Learnt.of(manifest));
        line(text, "calibrated", CalibrationReport.of(model).line());
        model.decisionRule().vennAbers().ifPresent(predictor -> line(text, "interval", VennAbers.KIND));
        if (manifest.found().get("selection") instanceof Map<?, ?> selection) {
            line(text, "selected", String.valueOf(selection.get("verdict")));
        }
        line(
                text,
                "target",
                "'" + model.target().column() + "', customers who "
                        + model.outcome().did() + " say '" + model.target().positive()
                        + "', predicted from probability " + model.threshold() + " on");
        manifest.origin().ifPresentOrElse(origin -> origin(origin, text), () -> training(model, text));
        if (model.evaluation().isKnown()) {
            text.append("\nMeasured on ").append(model.evaluation().describes()).append(":\n");
            text.append(EvaluationReport.metricsTable(model.evaluation()));
            text.append(EvaluationReport.money(model.evaluation(), model.outcome()));
            text.append(EvaluationReport.correction(model.evaluation()));
        } else {
            text.append(
                    "\nNot measured yet: churn evaluate says how good it is, on customers whose outcome is known.\n");
        }
        text.append("\nNeeds these columns:\n").append(ModelInputs.table(model));
        text.append("\nWhat counts most:\n").append(TrainReport.importances(model, MOST_IMPORTANCES, style));
        SnapshotFeatures.plan(manifest)
                .ifPresent(plan -> text.append(SnapshotFeatures.text(plan, model.importances(), MOST_IMPORTANCES)));
        return text.toString();
    }

    private static void origin(Origin origin, StringBuilder text) {
        line(
                text,
                "imported",
                "trained elsewhere for " + Wording.value(origin.objective()) + ", on rows that are not known");
        line(text, "file", "SHA-256 " + origin.sha256());
    }

    private static void training(ChurnModel model, StringBuilder text) {
        Manifest manifest = model.manifest();
        line(
                text,
                "fitted on",
                count(manifest.rows()) + " customers, " + count(manifest.positives()) + " ("
                        + percent((double) manifest.positives() / manifest.rows()) + ") of whom "
                        + model.outcome().did());
        line(text, "seed", String.valueOf(manifest.seed()));
        line(text, "data", "SHA-256 " + manifest.dataFingerprint());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(11 - name.length()))
                .append(value)
                .append('\n');
    }
}
