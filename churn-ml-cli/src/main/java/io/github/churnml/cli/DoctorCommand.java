package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.split.Customers;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.profile.Finding;
import io.github.churnml.select.NoiseTargets;
import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn doctor}: whether what will be said of models of a table can be believed, and what to do if not. */
@Command(
        name = "doctor",
        description =
                "Looks for what makes a model seem better than it is: columns that know who left, rows that stand on"
                        + " both sides, a division that forgets customers or time.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Fits some seventy models: about half a minute for 7,000 customers.",
            "",
            "Examples:",
            "  churn doctor --data customers.csv --target churned",
            "  churn doctor --data visits.csv --target churned --split grouped=customer_id --strict"
        })
final class DoctorCommand extends Subcommand {

    private static final int TARGETS = 20;
    private static final int FOLDS = 3;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON. Default: the project's own.")
    @Nullable
    InputFile data;

    @Option(names = "--strict", description = "End with exit code 4 if there is anything to do.")
    boolean strict;

    @Mixin
    final PipelineFlags configuration = new PipelineFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        LearningTable table = LearningTable.of(data, configuration, reading, surroundings);
        DoctorReport report;
        try (ProgressLine progress = progress()) {
            Dataset read = table.read(progress);
            ChurnPipeline pipeline = table.pipeline();
            report = examine(read, pipeline, table.notices(), progress);
        }
        if (common.json || !common.quiet) {
            answer(report::json, report::text);
        }
        if (strict && !report.advice().isEmpty()) {
            String error = "There is something to do: " + report.advice().get(0);
            String hint = "Maybe do it, or run without --strict.";
            throw new Failure.Ended(
                    new Failure(Failure.FOUND, error, hint), new DataException(error, hint, Where.nowhere()));
        }
    }

    private static DoctorReport examine(
            Dataset read, ChurnPipeline pipeline, List<Notice> notices, ProgressLine progress) {
        SuspectedLeaks leaks = SuspectedLeaks.in(read, pipeline);
        CrossValidation folds = pipeline.crossValidation(read, FOLDS, 1);
        Optional<String> customers = Customers.repeated(folds.rows());
        NoiseTargets noise =
                NoiseTargets.of(folds, units(folds.rows(), customers.orElse(null)), TARGETS, pipeline.seed(), progress);
        progress.at("judging", 0, 1);
        Estimate judged = judged(folds);
        Map<Split, Estimate> others = new HashMap<>();
        Split asked = pipeline.split().in(folds.rows());
        Split byCustomer = customers.map(Split::grouped).orElse(null);
        Split inTime = TimeColumns.in(folds.rows(), suspects(leaks, pipeline)).stream()
                .findFirst()
                .map(column -> Split.inTime(column, Period.ZERO))
                .orElse(null);
        for (Split other : new Split[] {Split.stratified(), byCustomer, inTime}) {
            boolean matters = other != null && (byCustomer != null || other instanceof Split.Time);
            if (matters && !other.equals(asked)) {
                judgedBy(other, pipeline, read).ifPresent(test -> others.put(other, test));
            }
        }
        return new DoctorReport(
                pipeline, asked, notices, leaks, folds.labels(), noise, judged, byCustomer, inTime, others);
    }

    /** What is suspected of knowing who left does not say when a row was, nor does the target. */
    private static Set<String> suspects(SuspectedLeaks leaks, ChurnPipeline pipeline) {
        Set<String> names = new HashSet<>(Set.of(pipeline.target()));
        for (Finding finding : leaks.findings()) {
            names.addAll(finding.columns());
        }
        return names;
    }

    /** Of a division that the table does not allow there is nothing to tell. */
    private static Optional<Estimate> judgedBy(Split split, ChurnPipeline pipeline, Dataset read) {
        try {
            return Optional.of(judged(pipeline.toBuilder().split(split).build().crossValidation(read, FOLDS, 1)));
        } catch (DataException notDivided) {
            return Optional.empty();
        }
    }

    /** Over all rows together: three folds are too few to tell an interval from. */
    private static Estimate judged(CrossValidation folds) {
        return folds.run().get(0).evaluation(0.5, 0).rocAuc();
    }

    /** Rows of one customer leave or stay together; other rows stand for themselves. */
    private static int[] units(Dataset rows, @Nullable String customers) {
        int[] units = new int[rows.rows()];
        Column column = customers == null ? null : rows.column(customers);
        Map<String, Integer> places = new HashMap<>();
        for (int row = 0; row < units.length; row++) {
            String name = column == null ? null : column.text(row);
            units[row] = name == null ? row : places.computeIfAbsent(name.strip(), first -> -1 - places.size());
        }
        return units;
    }
}
