package io.github.churnml.report.experiment;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.SimulationResult;
import io.github.churnml.registry.experiment.SimulationSettings;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Made-up experiments whose truth is known, as a report: how often a reading was wrong, and how soon it was right. */
public final class SimulationPage {

    private final SimulationSettings settings;
    private final SimulationResult result;
    private final ExperimentPlan plan;

    private SimulationPage(SimulationSettings settings, SimulationResult result) {
        this.settings = settings;
        this.result = result;
        this.plan = settings.plan();
    }

    /**
     * Says what there is to say of a simulation.
     *
     * @param settings what was made up
     * @param result how it ended
     * @return the report, the same for the same simulation
     */
    public static Report of(SimulationSettings settings, SimulationResult result) {
        return new SimulationPage(settings, result).report();
    }

    private Report report() {
        String truth = settings.gain() == 0
                ? "the models being the same"
                : "the challenger being " + (settings.gain() > 0 ? "better" : "worse") + " by "
                        + Unit.PLAIN.text(Math.abs(settings.gain()));
        return new Report(
                "Simulation of experiments",
                Wording.count(settings.runs(), "experiment", "experiments") + " of " + settings.days() + " days "
                        + (settings.runs() == 1 ? "was" : "were") + " made up, " + truth
                        + "; each was looked at every day.",
                opening(),
                List.of(ended(), errors(), settings()));
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        if (settings.gain() == 0) {
            boolean kept = Wilson.of(result.excluded(), settings.runs())[0] <= plan.alpha();
            blocks.add(Finding.main("A difference was told where there is none in " + told(result.excluded()) + "; "
                    + Wording.percent(plan.alpha()) + " at most "
                    + (kept ? "was promised." : "was promised, which is not kept.")));
        } else if (settings.gain() > 0) {
            blocks.add(Finding.main("The better model was promoted in " + told(result.promoted()) + "."));
            blocks.add(Finding.note("It was stopped for harm, which is wrong, in " + told(result.harmed()) + "."));
        } else {
            blocks.add(Finding.main("The worse model was stopped for harm in " + told(result.harmed()) + "."));
            blocks.add(Finding.note("It was promoted, which is wrong, in " + told(result.promoted()) + "."));
        }
        blocks.add(Finding.note(String.format(
                Locale.ROOT,
                result.undecided() < 1
                        ? "Experiments ended after %.1f days and %,.0f customers in the mean"
                                + (result.undecided() > 0
                                        ? ", those that told nothing counted to their last day."
                                        : ".")
                        : "Nothing was told in any experiment, within %.1f days with the horizon and %,.0f customers.",
                result.days(),
                result.customers())));
        blocks.add(Finding.note("Who looks every day at an ordinary test of 5 % tells a difference in "
                + told(result.naive()) + (settings.gain() == 0 ? ", and is wrong each time." : ".")));
        return blocks;
    }

    private String told(double share) {
        double[] interval = Wilson.of(share, settings.runs());
        return percent(share) + " of the experiments (95 % interval " + percent(interval[0]) + " to "
                + percent(interval[1]) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private Section ended() {
        return new Section(
                "How the experiments ended",
                List.of(picture(
                        "What was told first",
                        "Of the experiments " + percent(result.promoted()) + " promoted the challenger, "
                                + percent(result.harmed()) + " stopped for harm, " + percent(result.kept())
                                + " kept the champion and " + percent(result.undecided())
                                + " told nothing up to the end.",
                        List.of("promote challenger", "stop for harm", "keep champion", "nothing told"),
                        result.promoted(),
                        result.harmed(),
                        result.kept(),
                        result.undecided())));
    }

    private Section errors() {
        List<String> names = new ArrayList<>(List.of("this reading", "z-test every day"));
        List<Double> shares = new ArrayList<>(List.of(result.excluded(), result.naive()));
        if (plan.isRate()) {
            names.add("labels so far");
            shares.add(result.early());
        }
        names.add("sample ratio alarm");
        shares.add(result.alarms());
        Block picture = picture(
                settings.gain() == 0 ? "Differences told where there is none" : "Differences told at any look",
                "This reading told a difference in " + percent(result.excluded())
                        + " of the experiments, an ordinary test looked at every day in " + percent(result.naive())
                        + (plan.isRate()
                                ? ", and such a test on the outcomes known so far in " + percent(result.early())
                                : "")
                        + ".",
                names,
                shares.stream().mapToDouble(Double::doubleValue).toArray());
        return new Section(
                "How often a reading is wrong",
                List.of(
                        picture,
                        Finding.note("The true difference was inside the interval at every single look in "
                                + told(result.covered()) + "."),
                        new Paragraph(
                                "Intervals are of the simulation itself: with more --runs they become narrower.")));
    }

    private Block picture(String title, String finding, List<String> names, double... shares) {
        List<Mark.Bar> bars = new ArrayList<>();
        Table.Builder numbers = Table.of(title, "what", "share", "low", "high");
        double most = 0.01;
        for (int i = 0; i < shares.length; i++) {
            double[] interval = Wilson.of(shares[i], settings.runs());
            bars.add(Mark.Bar.at(i, shares[i], Unit.SHARE.text(shares[i])).between(interval[0], interval[1]));
            most = Math.max(most, interval[1]);
            numbers.row(Cell.of(names.get(i)), Cell.exact(shares[i]), Cell.exact(interval[0]), Cell.exact(interval[1]));
        }
        return new Picture(
                new Figure(
                        title,
                        finding,
                        Axis.Numbers.around("share of the experiments", Unit.SHARE, 0, most),
                        new Axis.Names("", names),
                        List.of(new Mark.Bars("", Tone.FIRST, bars))),
                numbers.build());
    }

    private Section settings() {
        Table.Builder facts = Table.facts("What was made up", "what", "which");
        plan.settings().forEach((name, value) -> facts.row(name.replace('_', ' '), String.valueOf(value)));
        facts.row("true gain", String.valueOf(settings.gain()))
                .row("days", String.valueOf(settings.days()))
                .row("postponed by days", String.valueOf(settings.postponed()))
                .row("experiments", Wording.count(settings.runs()))
                .row("seed", String.valueOf(settings.seed()))
                .row("mean days until an experiment ended", String.valueOf(result.days()))
                .row("mean customers until then", String.valueOf(result.customers()));
        return new Section("What was made up", List.of(facts.build()));
    }
}
