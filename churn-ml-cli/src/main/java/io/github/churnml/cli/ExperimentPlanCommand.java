package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentSize;
import io.github.churnml.report.experiment.PlanPage;
import io.github.churnml.settings.PlainJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn experiment plan}: how many customers an experiment needs. */
@Command(
        name = "plan",
        description = "Says how many customers an experiment needs, looked at once or every day.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "With --out the plan is kept in a file; churn experiment read takes it, so that the data have no say in how",
            "they are judged.",
            "",
            "Examples:",
            "  churn experiment plan --baseline 0.14 --effect 0.02 --power 0.8 --per-day 500",
            "  churn experiment plan --baseline 0.14 --relative 0.15 --share 0.2 --correlation 0.4 --out plan.json",
            "  churn experiment plan --baseline 0.14 --effect 0.02 --per-day 500 --html plan.html",
            "  churn experiment plan --sd 60 --effect 5 --horizon 60d"
        })
final class ExperimentPlanCommand extends Subcommand {

    @Mixin
    final ExperimentPlanFlags flags = new ExperimentPlanFlags();

    @Mixin
    final PageFlags page = new PageFlags();

    @Option(names = "--out", paramLabel = "FILE", description = "The JSON file to keep the plan in. Default: none.")
    @Nullable
    ResultFile out;

    ExperimentPlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        ExperimentPlan plan = flags.plan();
        ExperimentSize size = plan.size();
        if (out != null && page.html != null) {
            page.html.refuseSame(out);
        }
        if (out != null) {
            out.write(stream -> stream.write(PlainJson.write(plan.settings())));
        }
        page.write(() -> PlanPage.of(plan));
        answer(() -> json(plan, size), () -> text(plan, size) + (common.quiet ? "" : page.told()));
    }

    private Map<String, Object> json(ExperimentPlan plan, ExperimentSize size) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("plan", plan.settings());
        document.put("once", part(size.once()));
        document.put("daily", part(size.daily()));
        document.put("half_by", part(size.half()));
        if (out != null) {
            document.put("file", out.toString());
        }
        return document;
    }

    private static Map<String, Object> part(ExperimentSize.Part part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("customers", part.customers());
        map.put("champions", part.champions());
        map.put("challengers", part.challengers());
        if (part.days() > 0) {
            map.put("days", part.days());
        }
        return map;
    }

    private String text(ExperimentPlan plan, ExperimentSize size) {
        StringBuilder text = new StringBuilder("To find ")
                .append(gain(plan))
                .append(" in ")
                .append(Wording.percent(plan.power()))
                .append(" of the cases, telling a difference where there is none in ")
                .append(Wording.percent(plan.alpha()))
                .append(", with ")
                .append(Wording.percent(plan.challengerShare()))
                .append(" of the customers on the challenger:\n\n");
        TextTable table = TextTable.ofNumbers("looked at", "customers", "champion", "challenger", "days");
        row(table, "once, at the end", size.once());
        row(table, "every day", size.daily());
        row(table, "every day, half of all", size.half());
        text.append(table).append('\n');
        double price = (double) size.daily().customers() / size.once().customers();
        text.append(String.format(
                Locale.ROOT,
                "Looking every day takes up to %.2f times the customers; half of the experiments with such a gain end by %s.\n",
                price,
                count(size.half().customers())));
        text.append(days(plan));
        if (plan.correlation() > 0) {
            text.append("The champion's score saves ")
                    .append(Wording.percent(plan.correlation() * plan.correlation()))
                    .append(" of the customers, if its correlation is as assumed.\n");
        }
        if (out != null) {
            text.append("\nWritten: ").append(out).append('\n');
            text.append("Next: churn experiment read --log assignments.jsonl --outcomes outcomes.csv --plan ")
                    .append(out)
                    .append(" --as-of DATE\n");
        }
        return text.toString();
    }

    private static String gain(ExperimentPlan plan) {
        if (!plan.isRate()) {
            return "a gain of " + Numbers.text(plan.effect()) + " per customer";
        }
        return PlanPage.rate(plan);
    }

    private static void row(TextTable table, String looked, ExperimentSize.Part part) {
        table.row(
                looked,
                count(part.customers()),
                count(part.champions()),
                count(part.challengers()),
                part.days() == 0 ? "-" : count(part.days()));
    }

    private static String days(ExperimentPlan plan) {
        String waiting = "each customer's outcome is waited for " + plan.horizonDays()
                + " days, and customers come for at" + " least " + plan.cycleDays() + " days.\n";
        return plan.customersPerDay() > 0 ? "Days: " + waiting : "Days are told with --per-day: " + waiting;
    }
}
