package io.github.churnml.report;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.model.Manifest;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model does, how well, and what to do with it, as a report: made from what the model file holds and, right after training,
 * from {@link HeldOutFacts}; so of counts and measures and never of a customer's row. It is as large for a million customers as for
 * a thousand.
 */
public final class ModelReport {

    private static final int FEW_CHURNERS = 100;
    private static final int FEWEST_TOLD = 5;
    private static final int MOST_SENTENCES = 30;
    private static final int LONGEST_SENTENCE = 500;

    private final ChurnModel model;
    private final TrainedOn training;
    private final Manifest manifest;
    private final Outcome outcome;
    private final HeldOut held;

    ModelReport(ChurnModel model, TrainedOn training) {
        this.model = model;
        this.training = training;
        this.manifest = model.manifest();
        this.outcome = model.outcome();
        this.held = HeldOut.of(model, training.heldOut());
    }

    /**
     * Says what there is to say of a model that was just trained.
     *
     * @param model the model
     * @param training what is known beside it
     * @return the report, the same for the same model and training
     */
    public static Report of(ChurnModel model, TrainedOn training) {
        return new ModelReport(model, training).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        sections.add(use());
        sections.add(origin());
        if (held.evaluation().isKnown()) {
            sections.add(RankingSection.of(held, outcome));
            sections.add(ProbabilitySection.of(
                    held, model.decisionRule().calibrator().kind(), outcome));
            sections.add(DecisionSection.of(held, model.target(), outcome));
        }
        HeldOutFacts facts = training.heldOut();
        Optional<HeldOutFacts> looked = Optional.ofNullable(facts);
        sections.add(LearningSection.importances(
                model.importances(),
                looked.flatMap(known -> ShufflesPicture.of(known.shuffles())),
                looked.flatMap(known -> known.contributions().map(added -> SwarmPicture.of(added, known.heldOut())))));
        if (facts != null) {
            if (!facts.effects().isEmpty()) {
                sections.add(EffectsSection.of(facts, outcome));
            }
            sections.add(SegmentsSection.of(facts, held.evaluation().rocAuc(), outcome));
            if (!facts.examples().isEmpty()) {
                sections.add(ExamplesSection.of(facts.examples(), outcome));
            }
        }
        RoundsSection.of(manifest.found()).ifPresent(sections::add);
        if (manifest.found().get("auto") instanceof Map<?, ?> choice) {
            sections.add(LearningSection.tried(choice));
        }
        sections.addAll(training.more());
        sections.add(new Section("What it cannot do", List.of(new Bullets(limits()))));
        sections.add(fingerprints());
        return new Report("Model " + name(), subtitle(), opening(), sections);
    }

    String subtitle() {
        String predicts = "Predicts which customers will " + outcome.does() + ": column "
                + Words.name(model.target().column()) + " is "
                + Words.name(model.target().positive());
        return manifest.rows() == 0
                ? predicts + "."
                : predicts + " for " + Wording.count(manifest.positives()) + " of " + Wording.count(manifest.rows())
                        + " customers (" + Wording.percent((double) manifest.positives() / manifest.rows()) + ").";
    }

    String name() {
        return Words.name(manifest.name()) + " " + manifest.version();
    }

    List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        for (String leak : first(training.leaks())) {
            blocks.add(Finding.warning("Suspected leak; if it is one, all figures below are too good: " + leak));
        }
        if (held.evaluation().isKnown()) {
            long smaller = smallerClass();
            if (smaller < FEWEST_TOLD) {
                blocks.add(Finding.warning("Only " + Wording.count(smaller, "customer", "customers")
                        + " of the smaller class " + (smaller == 1 ? "was" : "were")
                        + " held out: no figure below is told apart from luck."));
            }
            blocks.add(Finding.main(RankingSection.gain(held, outcome)));
            blocks.add(Finding.note(RankingSection.ranks(held, outcome)));
            blocks.add(Finding.note(DecisionSection.decides(held, outcome)));
            String money = EvaluationPage.money(held.evaluation(), outcome);
            if (!money.isEmpty()) {
                blocks.add(Finding.note(money));
            }
        } else {
            blocks.add(Finding.warning("The model was not judged: nothing is known of how good it is."));
        }
        return blocks;
    }

    /** Whom to call, and what it brings. */
    private Section use() {
        boolean worth = model.customerValue().isPresent();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                worth
                        ? "The first command lists the 200 customers whom it pays most to contact, best first, with what"
                                + " each is expected to bring and why. The others score every customer, explain one, and"
                                + " judge the model once outcomes are known."
                        : "The first command lists the 200 customers whom it pays most to contact, best first, with what"
                                + " each is expected to bring and why. Its amounts are examples: put in what a customer who"
                                + " stays is worth to you, what a call and an offer cost, and how often an offer works. The"
                                + " other commands score every customer, explain one, and judge the model once outcomes are"
                                + " known."));
        if (manifest.pipeline().containsKey("snapshot")) {
            blocks.add(new Paragraph("The table of today's customers is made first: churn snapshot --model "
                    + quoted(training.model()) + " --at DATE --out new.csv"));
        }
        blocks.add(commands());
        if (held.evaluation().isKnown()) {
            blocks.add(Finding.note(RankingSection.gain(held, outcome)));
            String money = EvaluationPage.money(held.evaluation(), outcome);
            blocks.add(
                    money.isEmpty()
                            ? new Paragraph(
                                    "What that brings in money is not known: the pipeline does not say what customers are worth."
                                            + " Train with --value, --contact-cost, --offer-cost and --acceptance, and this page has it.")
                            : Finding.note(money));
        }
        return new Section("Whom do I call, and what does it bring?", blocks);
    }

    Commands commands() {
        String names = " --model " + quoted(training.model()) + " --data ";
        boolean worth = model.customerValue().isPresent();
        String contact = "churn contact" + names + "new.csv --budget 200 --out list.csv"
                + (worth ? "" : " --value 500 --contact-cost 1 --offer-cost 10 --acceptance 0.3");
        return new Commands(List.of(
                contact,
                "churn predict" + names + "new.csv --out scored.csv",
                "churn explain" + names + "new.csv --row 1",
                "churn evaluate" + names + "labelled.csv --html evaluation.html"));
    }

    Section origin() {
        Object learner = manifest.pipeline().get("learner");
        Table.Builder facts = Table.facts("What was learnt from what", "what", "which");
        if (training.isKnown()) {
            facts.row(
                    "table",
                    training.data() + ", " + Wording.count(training.rows(), "row", "rows") + " of "
                            + Wording.count(training.columns(), "column", "columns"));
        }
        if (manifest.origin().isPresent()) {
            facts.row("trained by", manifest.origin().get().system());
        } else {
            facts.row(
                    "learnt from",
                    Wording.count(manifest.rows(), "customer", "customers") + ", " + Wording.count(manifest.positives())
                            + " of whom " + outcome.did());
            facts.row("learner", String.valueOf(learner instanceof Map<?, ?> map ? map.get("name") : learner));
        }
        facts.row(
                        "target",
                        Words.name(model.target().column()) + " = "
                                + Words.name(model.target().positive()))
                .row("columns needed to score", Wording.count(model.inputs().size()))
                .row("judged on", held.evaluation().describes())
                .row("threshold", Unit.PLAIN.text(model.threshold()));
        List<Block> blocks = new ArrayList<>(List.of(facts.build()));
        if (!training.notices().isEmpty()) {
            blocks.add(new Paragraph("Noticed on the way:"));
            blocks.add(new Bullets(first(training.notices())));
        }
        return new Section("What was learnt from what", blocks);
    }

    /** A page stays small however many columns a table has. */
    private static List<String> first(List<String> sentences) {
        List<String> some = new ArrayList<>();
        for (String sentence : sentences) {
            if (some.size() == MOST_SENTENCES) {
                some.add("… and " + Wording.count(sentences.size() - MOST_SENTENCES) + " more.");
                break;
            }
            some.add(sentence.length() > LONGEST_SENTENCE ? sentence.substring(0, LONGEST_SENTENCE) + "…" : sentence);
        }
        return some;
    }

    /** What a reader must not take the figures for; each follows from this model. */
    List<String> limits() {
        List<String> limits = new ArrayList<>();
        limits.add(
                "It speaks of customers like those of the table it learnt from. Whether new ones are like them is told by"
                        + " churn drift; how good it still is, by churn estimate before outcomes are known and by churn evaluate after.");
        limits.add("It says who is likely to " + outcome.does()
                + ", not whom an offer would change: that takes an experiment (churn experiment).");
        limits.add("Importances and reasons say what the model goes by; they are not causes.");
        if (held.evaluation().isKnown() && smallerClass() < FEW_CHURNERS) {
            limits.add("Only " + Wording.count(smallerClass(), "customer", "customers") + " of the smaller class "
                    + (smallerClass() == 1 ? "was" : "were") + " held out, so "
                    + (smallerClass() < FEWEST_TOLD ? "there are no intervals." : "intervals are wide."));
        }
        if (held.evaluation().isKnown() && Boolean.TRUE.equals(refit())) {
            limits.add(
                    "Figures are of a model that learnt from the other rows alone. The model that was kept learnt from all rows"
                            + " with the same settings; it should be as good or a little better, which nobody can measure on these rows.");
        }
        if (!held.evaluation().metrics().containsKey(Metric.PROFIT)) {
            limits.add("The threshold " + Unit.PLAIN.text(model.threshold())
                    + " weighs no costs, for none are known. With --threshold profit, and what a customer is worth, one is chosen"
                    + " that does.");
        } else {
            Metric gain = Metric.PROFIT_GAIN;
            Estimate earned = held.evaluation().metric(gain);
            if (earned.high() < 0) {
                limits.add("At the threshold " + Unit.PLAIN.text(model.threshold())
                        + " its decisions earn less than contacting everyone or no one would, and not by luck: choose another"
                        + " (--threshold profit).");
            } else if (!(earned.low() > 0)) {
                limits.add(
                        "Whether its decisions earn more than contacting everyone or no one is not told apart from luck.");
            }
        }
        return limits;
    }

    private long smallerClass() {
        long left = held.evaluation().positives();
        return Math.min(left, held.evaluation().rows() - left);
    }

    private Object refit() {
        Object refit = manifest.pipeline().get("refit");
        return refit == null ? Boolean.TRUE : refit;
    }

    Section fingerprints() {
        Table.Builder facts = Table.facts("Fingerprints", "what", "which")
                .row("model", Words.name(manifest.name()) + " " + manifest.version())
                .row("made at", manifest.created().toString())
                .row("library", manifest.libraryVersion())
                .row("Java", manifest.jdk());
        manifest.origin()
                .ifPresentOrElse(origin -> facts.row("imported file (SHA-256)", origin.sha256()), () -> facts.row(
                                "data fingerprint (SHA-256)", manifest.dataFingerprint())
                        .row("seed", String.valueOf(manifest.seed())));
        manifest.gitCommit().ifPresent(commit -> facts.row("commit", commit));
        model.customerValue()
                .map(CustomerValue::settings)
                .ifPresent(value -> facts.row("customer value", value.toString()));
        List<Block> blocks = new ArrayList<>(List.of(facts.build()));
        if (manifest.origin().isEmpty()) {
            blocks.add(new Paragraph(
                    "The same table, settings and seed give the same model, byte for byte but for the time."));
        }
        return new Section("Fingerprints", blocks);
    }

    /** A path as a shell takes it. */
    static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./:=@%+,-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
