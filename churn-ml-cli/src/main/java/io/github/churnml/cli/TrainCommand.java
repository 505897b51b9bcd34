package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.data.OutcomeWords;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.variant.OneVariant;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.registry.variant.VariantSettings;
import io.github.churnml.registry.variant.VariantTraining;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.tree.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn train}: from a table to a judged and saved model. */
@Command(
        name = "train",
        description = {
            "Trains a model, judges it on customers held out, and writes it with its metrics.",
            "Without --learner it tries several, and keeps a blend of them where that is really better."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Writes model.churn, metrics.json, report.html and model_card.md (the same for people), feature_importances.csv",
            "and pipeline.yaml into the --out folder. A pipeline with variants: {by: [geography]} also trains a model for",
            "each segment that is really better with its own, and writes variants.json, by which predict chooses.",
            "What another model left there is kept in its folder versions/, named by version and time.",
            "",
            "Examples:",
            "  churn train",
            "  churn train --data customers.csv --outdir artifacts/",
            "  churn train --data customers.csv --target churned",
            "  churn train --data telco.csv --target Churn --positive Yes --exclude customerID --out telco/",
            "  churn train --data customers.csv --target churned --max-micros 5",
            "  churn train --data customers.csv --target churned --learner boosting",
            "  churn train --data customers.csv --target churned --set learner.trees=500 --set learner.learningRate=0.03",
            "  churn train --data customers.csv --pipeline artifacts/pipeline.yaml --seed 7",
            "  churn train --data customers.csv --target churned --geography US --company ClientA"
        })
final class TrainCommand extends Subcommand {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON. Default: the project's own.")
    @Nullable
    InputFile data;

    @Option(
            names = {"--out", "--outdir"},
            paramLabel = "FOLDER",
            defaultValue = "artifacts",
            description = "Where to write; made if it is not there. Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("artifacts");

    @Option(
            names = "--force",
            description = "Overwrite an earlier model without keeping it. Default: it is kept under versions/.")
    boolean force;

    @Option(
            names = "--strict",
            description = "Refuse a table with a column that seems to know who left (a suspected leak): exit code 4,"
                    + " nothing is written. Default: it is trained on, with a warning.")
    boolean strict;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads learn and judge. The model does not depend on it. Default: all cores.")
    @Nullable
    Integer threads;

    @Option(
            names = "--no-examples",
            description =
                    "Leave the four examples of single customers out of report.html. Default: they are there, with"
                            + " values said only as what many customers share.")
    boolean noExamples;

    @Mixin
    final VariantFlags variants = new VariantFlags();

    @Mixin
    final TrainingFlags configuration = new TrainingFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final TrackingFlags tracking = new TrackingFlags();

    private final Map<ChurnModel, HeldOutFacts> facts = new IdentityHashMap<>();

    TrainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        LearningTable table = LearningTable.of(data, configuration, reading, surroundings);
        FitOptions options = options(table.path());
        VariantSettings asked = variants.in(table.pipeline()).orElse(null);
        Path folder = asked == null ? out : out.resolve(asked.only().path());
        Artifacts artifacts = new Artifacts(folder).check();
        TrainReport report;
        try (ProgressLine progress = progress();
                TrackedTraining run = tracking.start(table.pipeline(), asked, options.created(), surroundings)) {
            Dataset read = table.readAll(progress);
            List<Notice> notices = new ArrayList<>(table.notices());
            ChurnPipeline pipeline = table.pipeline();
            if (asked != null && !asked.by().isEmpty()) {
                trainSet(table, resolve(pipeline, read, notices), read, options.withProgress(progress), notices);
                return;
            }
            if (asked != null) {
                OneVariant one = OneVariant.of(pipeline, asked, read, options.created());
                notices.add(new Notice(
                        "variant",
                        "",
                        "The model is that of " + one.variant() + ": it learns from "
                                + Wording.count(one.data().rows()) + " of " + Wording.count(read.rows()) + " rows."));
                read = one.data();
                pipeline = one.pipeline();
            }
            ChurnPipeline resolved = resolve(pipeline, read, notices);
            SuspectedLeaks leaks = SuspectedLeaks.in(read, resolved);
            if (strict) {
                leaks.refuse();
            }
            ChurnModel model = resolved.fit(read, options.withProgress(progress));
            notices.addAll(model.notices());
            TrainedOn training = trained(table.path(), read, artifacts, notices, leaks, List.of())
                    .with(facts.get(model));
            Optional<Versions.Kept> kept = artifacts.write(
                    model, table.writtenIn(folder, resolved), TrainReport.metrics(model), training, force, () -> {});
            kept.flatMap(earlier -> earlier.sameVersionAs(model)).ifPresent(notices::add);
            run.log(model, artifacts.model(), read, named(table.path().toString()))
                    .ifPresent(notices::add);
            report = new TrainReport(table.path(), read, notices, model, artifacts, kept, leaks);
        }
        if (common.json || !common.quiet) {
            answer(report::json, () -> report.text(surroundings.bars()));
        }
    }

    /** A model of all customers, and one of each segment that does better with its own. */
    private void trainSet(
            LearningTable table, ChurnPipeline resolved, Dataset read, FitOptions options, List<Notice> notices) {
        SuspectedLeaks leaks = SuspectedLeaks.in(read, resolved);
        if (strict) {
            leaks.refuse();
        }
        VariantSet set = VariantTraining.fit(resolved, read, options);
        notices.addAll(set.pooled().notices());
        VariantArtifacts artifacts = new VariantArtifacts(out, set);
        Optional<Versions.Kept> kept = artifacts.write(
                table,
                (model, files) -> trained(
                                table.path(),
                                read,
                                files,
                                model == set.pooled() ? notices : model.notices(),
                                leaks,
                                model == set.pooled() ? List.of(VariantSection.of(set)) : List.of())
                        .with(facts.get(model)),
                force);
        kept.flatMap(earlier -> earlier.sameVersionAs(set.pooled())).ifPresent(notices::add);
        List<Path> left = artifacts.leftBehind();
        if (!left.isEmpty()) {
            notices.add(new Notice(
                    "variant-left-behind",
                    "",
                    "Models of an earlier training are still there and are not of this set: "
                            + Wording.names(left.stream().map(Path::toString).toList())
                            + ". Maybe remove them."));
        }
        TrainReport pooled =
                new TrainReport(table.path(), read, notices, set.pooled(), new Artifacts(out), kept, leaks);
        VariantReport report = new VariantReport(pooled, set, artifacts);
        if (common.json || !common.quiet) {
            answer(report::json, () -> report.text(surroundings.bars()));
        }
    }

    private TrainedOn trained(
            Path table,
            Dataset read,
            Artifacts artifacts,
            List<Notice> notices,
            SuspectedLeaks leaks,
            List<Section> more) {
        return new TrainedOn(
                named(table.toString()),
                read.rows(),
                read.columns().size(),
                artifacts.model().toString(),
                notices.stream().map(Notice::message).map(this::named).toList(),
                leaks.sentences(),
                more);
    }

    /** Keeps what the rows held out say of each model, for its page. */
    private void look(ChurnModel kept, ChurnModel judged, Dataset rows, int[] labels, double[] probabilities) {
        facts.put(kept, HeldOutFacts.of(judged, rows, labels, probabilities, !noExamples));
    }

    private FitOptions options(Path table) {
        FitOptions options = FitOptions.standard()
                .withCreated(CreationTime.of(surroundings.environment()))
                .withJudged(this::look);
        if (threads != null) {
            options = options.withThreads(threads);
        }
        Optional<String> commit = Optional.ofNullable(configuration.pipeline)
                .flatMap(GitCommit::of)
                .or(() -> GitCommit.of(table));
        return commit.isPresent() ? options.withGitCommit(commit.get()) : options;
    }

    /** The same configuration with the labels filled in, so that what is written down says what was really run. */
    private static ChurnPipeline resolve(ChurnPipeline asked, Dataset data, List<Notice> notices) {
        Target found =
                Target.find(data, asked.target(), asked.positive().orElse(null), asked.negative(), asked.outcome());
        if (asked.positive().isEmpty()) {
            notices.add(new Notice(
                    "positive-label",
                    found.column(),
                    "The label " + Wording.name(found.positive()) + " of column " + Wording.name(found.column())
                            + " is taken to mean that a customer "
                            + (asked.outcome().isChurn()
                                    ? "left"
                                    : "will " + asked.outcome().does())
                            + "; --positive says otherwise."));
        }
        if (asked.outcome().isChurn()
                && OutcomeLabels.meaning(found.column(), found.positive()) == OutcomeWords.CONVERTED) {
            notices.add(new Notice(
                    "good-outcome",
                    found.column(),
                    "The label " + Wording.name(found.positive()) + " of column " + Wording.name(found.column())
                            + " seems to be a good outcome. Maybe say so, for words that fit: --set outcome.name=conversion"
                            + " --set outcome.good=true (outcome: {name: conversion, good: true} in YAML)."));
        }
        return asked.toBuilder()
                .target(asked.target(), found.positive(), found.negatives())
                .build();
    }
}
