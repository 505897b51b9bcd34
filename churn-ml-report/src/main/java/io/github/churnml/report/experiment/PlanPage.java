package io.github.churnml.report.experiment;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentPlanBuilder;
import io.github.churnml.registry.experiment.ExperimentSize;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The plan of an experiment, as a report: how many customers it needs, and what that depends on. */
public final class PlanPage {

    private static final double[] POWERS = {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95};
    private static final double[] PARTS = {0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2};

    private final ExperimentPlan plan;
    private final ExperimentSize size;

    private PlanPage(ExperimentPlan plan, ExperimentSize size) {
        this.plan = plan;
        this.size = size;
    }

    /**
     * Says what there is to say of a plan.
     *
     * @param plan the plan
     * @return the report, the same for the same plan
     */
    public static Report of(ExperimentPlan plan) {
        return new PlanPage(plan, plan.size()).report();
    }

    private Report report() {
        return new Report(
                "Plan of an experiment",
                "To find " + gain() + " in " + Wording.percent(plan.power())
                        + " of the cases, telling a difference where there is none in " + Wording.percent(plan.alpha())
                        + ", with "
                        + Wording.percent(plan.challengerShare()) + " of the customers on the challenger.",
                opening(),
                List.of(howMany(), curves(), next(), settings()));
    }

    private String gain() {
        return plan.isRate() ? rate(plan) : "a gain of " + Unit.PLAIN.text(plan.effect()) + " per customer";
    }

    /**
     * The change of a rate that a plan looks for, with as many decimals as tell one rate from the other.
     *
     * @param plan a plan of a rate
     * @return such as {@code a rate that falls from 14.00 % to 12.00 %}
     */
    public static String rate(ExperimentPlan plan) {
        int digits = 2;
        while (digits < 10 && 100 * plan.effect() < 10 * StrictMath.pow(10, -digits)) {
            digits++;
        }
        String percent = "%." + digits + "f %%";
        return String.format(
                Locale.ROOT,
                "a rate that %s from " + percent + " to " + percent,
                plan.higherIsBetter() ? "rises" : "falls",
                100 * plan.baseline(),
                100 * plan.expectedRate());
    }

    private List<Block> opening() {
        String days = size.daily().days() > 0
                ? ", which takes " + Wording.count(size.daily().days()) + " days"
                : "";
        List<Block> blocks = new ArrayList<>();
        blocks.add(Finding.main(Wording.count(size.daily().customers()) + " customers are needed if one looks every day"
                + days + "; " + Wording.count(size.once().customers()) + " if one looks once, at the end."));
        blocks.add(Finding.note("Half of the experiments whose gain is as planned end by "
                + Wording.count(size.half().customers()) + " customers, if one looks every day."));
        if (plan.correlation() > 0) {
            blocks.add(Finding.note("The champion's score saves "
                    + Wording.percent(plan.correlation() * plan.correlation())
                    + " of the customers, if its correlation is as assumed."));
        }
        return blocks;
    }

    private Section howMany() {
        Table.Builder table =
                Table.of("Customers and days", "looked at", "customers", "champion", "challenger", "days");
        row(table, "once, at the end", size.once());
        row(table, "every day", size.daily());
        row(table, "every day, half of all", size.half());
        return new Section(
                "How many customers",
                List.of(
                        table.build(),
                        new Paragraph("Each customer's outcome is waited for " + plan.horizonDays()
                                + " days, and customers come for at least " + plan.cycleDays() + " days."
                                + (plan.customersPerDay() > 0 ? "" : " Days are told with --per-day."))));
    }

    private static void row(Table.Builder table, String looked, ExperimentSize.Part part) {
        table.row(
                Cell.of(looked),
                Cell.of(Unit.COUNT, part.customers()),
                Cell.of(Unit.COUNT, part.champions()),
                Cell.of(Unit.COUNT, part.challengers()),
                Cell.of(Unit.COUNT, part.days() == 0 ? Double.NaN : part.days()));
    }

    private Section curves() {
        return new Section("What that depends on", List.of(power(), effect()));
    }

    private Block power() {
        TreeSet<Double> powers = new TreeSet<>(List.of(plan.power()));
        for (double power : POWERS) {
            if (power <= 1 - plan.alpha()) {
                powers.add(power);
            }
        }
        List<Mark.Point> once = new ArrayList<>();
        List<Mark.Point> daily = new ArrayList<>();
        Table.Builder numbers = Table.of("Power by number of customers", "power", "looked at once", "every day");
        for (double power : powers) {
            ExperimentSize found = with(plan.effect(), power).size();
            once.add(point(found.once().customers(), power, "once"));
            daily.add(point(found.daily().customers(), power, "every day"));
            numbers.row(
                    Cell.exact(power),
                    Cell.of(Unit.COUNT, found.once().customers()),
                    Cell.of(Unit.COUNT, found.daily().customers()));
        }
        double most = daily.get(daily.size() - 1).x();
        String finding = "With " + Wording.count(size.daily().customers()) + " customers the planned gain is found in "
                + Wording.percent(plan.power()) + " of the cases if one looks every day; for "
                + Wording.percent(powers.last()) + " it takes " + Wording.count((long) most) + ".";
        return new Picture(
                new Figure(
                        "Power by number of customers",
                        finding,
                        Axis.Numbers.around("customers of both models", Unit.COUNT, 0, most),
                        new Axis.Numbers("how often the gain is found", 0.4, 1, Unit.SHARE),
                        List.of(
                                new Mark.Line("looked at once, at the end", Tone.SECOND, once),
                                new Mark.Line("looked at every day", Tone.FIRST, daily),
                                new Mark.Points(
                                        "as planned",
                                        Tone.THIRD,
                                        List.of(point(size.daily().customers(), plan.power(), "as planned"))))),
                numbers.build());
    }

    private static Mark.Point point(double customers, double power, String looked) {
        return new Mark.Point(
                customers, power, looked + ": " + Unit.COUNT.text(customers) + " customers, " + Unit.SHARE.text(power));
    }

    private Block effect() {
        List<Mark.Point> once = new ArrayList<>();
        List<Mark.Point> daily = new ArrayList<>();
        Table.Builder numbers = Table.of("Customers by size of the gain", "gain", "looked at once", "every day");
        for (double part : PARTS) {
            double effect = part == 1 ? plan.effect() : part * plan.effect();
            ExperimentSize found;
            try {
                found = checked(effect).size();
            } catch (ChurnException e) {
                continue; // no such gain: the rate would leave 0 to 1
            }
            String gain = "a gain of " + Unit.PLAIN.text(effect) + ": ";
            once.add(new Mark.Point(
                    effect,
                    found.once().customers(),
                    gain + Unit.COUNT.text(found.once().customers())));
            daily.add(new Mark.Point(
                    effect,
                    found.daily().customers(),
                    gain + Unit.COUNT.text(found.daily().customers())));
            numbers.row(
                    Cell.exact(effect),
                    Cell.of(Unit.COUNT, found.once().customers()),
                    Cell.of(Unit.COUNT, found.daily().customers()));
        }
        double most = daily.stream().mapToDouble(Mark.Point::y).max().orElse(1);
        double half = daily.get(0).y() / size.daily().customers();
        String finding = "Half the gain takes " + Unit.PLAIN.text(half) + " times the customers: "
                + Unit.COUNT.text(daily.get(0).y()) + " for a gain of "
                + Unit.PLAIN.text(daily.get(0).x()) + ".";
        return new Picture(
                new Figure(
                        "Customers by size of the gain",
                        finding,
                        Axis.Numbers.around(
                                "smallest gain to be found",
                                plan.isRate() ? Unit.SHARE : Unit.PLAIN,
                                daily.get(0).x(),
                                daily.get(daily.size() - 1).x()),
                        Axis.Numbers.around("customers", Unit.COUNT, 0, most),
                        List.of(
                                new Mark.Line("looked at once, at the end", Tone.SECOND, once),
                                new Mark.Line("looked at every day", Tone.FIRST, daily),
                                new Mark.Points(
                                        "as planned",
                                        Tone.THIRD,
                                        List.of(new Mark.Point(
                                                plan.effect(), size.daily().customers(), "as planned"))))),
                numbers.build());
    }

    private ExperimentPlan with(double effect, double power) {
        return new ExperimentPlan(
                plan.baseline(),
                plan.deviation(),
                plan.higherIsBetter(),
                effect,
                power,
                plan.alpha(),
                plan.challengerShare(),
                plan.correlation(),
                plan.customersPerDay(),
                plan.horizonDays(),
                plan.cycleDays());
    }

    /** With another gain, which a rate may not have. */
    private ExperimentPlan checked(double effect) {
        ExperimentPlanBuilder builder = plan.isRate()
                ? ExperimentPlan.ofRate(plan.baseline()).higherIsBetter(plan.higherIsBetter())
                : ExperimentPlan.ofAmount(plan.deviation());
        builder.effect(effect).power(plan.power()).alpha(plan.alpha()).build();
        return with(effect, plan.power());
    }

    private Section next() {
        return new Section(
                "What to do next",
                List.of(
                        new Paragraph(
                                "Give the challenger its share of the customers, let the server keep the log of who got"
                                        + " which model, and read it on any day: looking often is safe."),
                        new Commands(List.of(
                                "churn registry assign challenger VERSION --share " + plan.challengerShare(),
                                "churn experiment read --log assignments.jsonl --outcomes outcomes.csv --plan plan.json"
                                        + " --as-of DATE"))));
    }

    private Section settings() {
        Table.Builder facts = Table.facts("Decided beforehand", "what", "which");
        plan.settings().forEach((name, value) -> facts.row(name.replace('_', ' '), String.valueOf(value)));
        return new Section("What was decided beforehand", List.of(facts.build()));
    }
}
