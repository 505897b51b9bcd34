package io.github.churnml.cli;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentSimulation;
import io.github.churnml.registry.experiment.SimulationResult;
import io.github.churnml.registry.experiment.SimulationSettings;
import io.github.churnml.report.experiment.SimulationPage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn experiment simulate}: how often a reading is wrong, and how soon it is right. */
@Command(
        name = "simulate",
        description = "Makes experiments up whose truth is known, looks at each every day, and counts what is told.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The same rule and sums as in churn experiment read. The same seed gives the same answer.",
            "",
            "Examples:",
            "  churn experiment simulate --baseline 0.14 --effect 0.02 --per-day 200 --runs 10000",
            "  churn experiment simulate --baseline 0.14 --effect 0.02 --per-day 200 --html simulation.html",
            "  churn experiment simulate --baseline 0.14 --effect 0.02 --per-day 200 --gain 0.02 --days 80",
            "  churn experiment simulate --baseline 0.14 --effect 0.02 --per-day 200 --postponed 7"
        })
final class ExperimentSimulateCommand extends Subcommand {

    @Mixin
    final ExperimentPlanFlags flags = new ExperimentPlanFlags();

    @Mixin
    final PageFlags page = new PageFlags();

    @Option(
            names = "--gain",
            paramLabel = "SIZE",
            defaultValue = "0",
            description = "How much better the challenger truly is; negative if worse. Default: ${DEFAULT-VALUE}, the"
                    + " same.")
    double gain;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "60",
            description = "On how many days customers come. Default: ${DEFAULT-VALUE}.")
    int days;

    @Option(
            names = "--postponed",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "By how many days the challenger's leavers leave later, though as many leave. Default:"
                    + " ${DEFAULT-VALUE}.")
    int postponed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many experiments. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Where chance begins. Default: ${DEFAULT-VALUE}.")
    long seed;

    ExperimentSimulateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        ExperimentPlan plan = flags.plan();
        SimulationSettings settings = new SimulationSettings(plan, gain, days, postponed, runs, seed);
        SimulationResult result = ExperimentSimulation.run(settings);
        page.write(() -> SimulationPage.of(settings, result));
        answer(() -> json(plan, result), () -> text(plan, result) + (common.quiet ? "" : page.told()));
    }

    private Map<String, Object> json(ExperimentPlan plan, SimulationResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("plan", plan.settings());
        document.put("gain", gain);
        document.put("days", days);
        document.put("postponed", postponed);
        document.put("runs", runs);
        document.put("seed", seed);
        document.put("promoted", result.promoted());
        document.put("stopped_for_harm", result.harmed());
        document.put("kept", result.kept());
        document.put("undecided", result.undecided());
        document.put("zero_excluded", result.excluded());
        document.put("covered", result.covered());
        document.put("mean_days", result.days());
        document.put("mean_customers", result.customers());
        document.put("naive_told", result.naive());
        document.put("labels_so_far_told", result.early());
        document.put("sample_ratio_alarms", result.alarms());
        return document;
    }

    private String text(ExperimentPlan plan, SimulationResult result) {
        StringBuilder text = new StringBuilder(Wording.count(runs, "experiment", "experiments"))
                .append(" of ")
                .append(days)
                .append(" days, ")
                .append(gain == 0 ? "the models being the same" : "the challenger being better by " + gain)
                .append(", each looked at every day:\n\n");
        TextTable table = TextTable.ofNumbers("what was told", "share", "±");
        row(table, "promote challenger", result.promoted());
        row(table, "stop for harm", result.harmed());
        row(table, "keep champion", result.kept());
        row(table, "nothing up to the end", result.undecided());
        row(table, gain == 0 ? "a difference at any look: wrong" : "a difference at any look", result.excluded());
        row(table, "true difference in the interval at every look", result.covered());
        row(table, "a difference by a 5 % z-test at some look", result.naive());
        if (plan.isRate()) {
            row(table, "a difference by such a test on labels so far", result.early());
        }
        row(table, "alarm of the sample ratio at some look", result.alarms());
        return text.append(table)
                .append(String.format(
                        Locale.ROOT,
                        result.undecided() < 1
                                ? "\nExperiments ended after %.1f days and %,.0f customers in the mean"
                                        + (result.undecided() > 0
                                                ? ", those that told nothing counted to their last day.\n"
                                                : ".\n")
                                : "\nNothing was told in any experiment, within %.1f days with the horizon and %,.0f customers.\n",
                        result.days(),
                        result.customers()))
                .toString();
    }

    /** With one standard error of the simulation itself. */
    private void row(TextTable table, String what, double share) {
        double error = StrictMath.sqrt(share * (1 - share) / runs);
        table.row(
                what,
                String.format(Locale.ROOT, "%.2f %%", 100 * share),
                String.format(Locale.ROOT, "%.2f", 100 * error));
    }
}
