package io.github.churnml.registry.variant;

import static io.github.churnml.error.Wording.count;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import io.github.churnml.prepare.TrainingRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains one pipeline as a set of models: one of all customers, and one for each segment whose own model is really better on rows
 * that neither has learnt from.
 *
 * <p>A segment with at least {@code minRows} rows and {@code minLeavers} customers of each class is a candidate. The rows are
 * divided into folds as the pipeline divides rows (by customer, in time); in every fold the whole pipeline learns once from all
 * other rows and once from those of the segment alone, and both are judged on the fold's rows of the segment. The segment gets its
 * own model where its log loss is lower and the interval of the difference ({@link PairedGain}) is wholly above 0, at a level that
 * holds for all candidates at once (Bonferroni: 1 − 0.05 / candidates): with forty segments, two would else look better by
 * chance. The models that are kept then learn from all of their rows. The same table and seed give the same bytes, whatever the
 * threads.
 */
public final class VariantTraining {

    /** More own models than this are not tried. */
    static final int MOST_CANDIDATES = 100;

    private static final double ERROR = 0.05;

    private final ChurnPipeline pipeline;
    private final VariantSettings settings;
    private final VariantNames names;
    private final FitOptions options;
    private final Dataset table;
    private final TrainingRows rows;
    private final Segments segments;
    private final int[] rowCount;
    private final int[] leavers;

    private VariantTraining(ChurnPipeline asked, VariantSettings settings, Dataset table, FitOptions options) {
        Target target =
                Target.find(table, asked.target(), asked.positive().orElse(null), asked.negative(), asked.outcome());
        this.settings = settings;
        this.options = options;
        this.table = table;
        this.names = VariantNames.of(asked.name(), Variant.pooled());
        // A segment may lack a label, or a customer with two rows, that the whole table has.
        this.pipeline = asked.toBuilder()
                .target(asked.target(), target.positive(), target.negatives())
                .build();
        // What is wrong with the columns of any row is said before anything is learnt.
        Segments.of(table, settings.by(), settings, pipeline);
        requireNoInterval();
        this.rows = TrainingRows.select(
                table,
                asked.target(),
                target.positive(),
                target.negatives(),
                asked.clean().dropDuplicates(),
                asked.outcome());
        this.segments = Segments.of(rows.data(), settings.by(), settings, pipeline);
        this.rowCount = new int[segments.variants().size()];
        this.leavers = new int[rowCount.length];
        for (int row = 0; row < rows.labels().length; row++) {
            int segment = segments.of()[row];
            if (segment >= 0) {
                rowCount[segment]++;
                leavers[segment] += rows.labels()[row];
            }
        }
    }

    /**
     * Trains a set of models.
     *
     * @param pipeline what learns; its section {@code variants} says by what customers are divided
     * @param data the customers, with the target and the columns that divide them
     * @param options who is told about progress, what the cards say
     * @return the models
     * @throws ConfigurationException if the pipeline has no such section, or it does not fit the table
     * @throws io.github.churnml.error.DataException if the table cannot be learnt from
     * @throws io.github.churnml.error.TrainingException if the learner finds nothing to learn
     */
    public static VariantSet fit(ChurnPipeline pipeline, Dataset data, FitOptions options) {
        VariantSettings settings = VariantSettings.in(pipeline)
                .filter(found -> !found.by().isEmpty())
                .orElseThrow(() -> new ConfigurationException(
                        "The pipeline does not say by what customers are divided into variants.",
                        "Maybe add variants: {by: [geography]}.",
                        Where.nowhere()));
        return new VariantTraining(pipeline, settings, data, options).run();
    }

    /** An interval is placed by log-odds before calibration, which a shift would leave where they were. */
    private void requireNoInterval() {
        if (settings.fallback() == VariantSettings.Fallback.SHRINKAGE
                && !pipeline.interval().equals("none")) {
            throw new ConfigurationException(
                    "The pipeline asks for an interval by " + Wording.value(pipeline.interval())
                            + ", and its variants for fallback: shrinkage, which moves probabilities out of it.",
                    "Maybe leave one of them out.",
                    Where.nowhere());
        }
    }

    private VariantSet run() {
        List<Integer> candidates = candidates();
        Unseen unseen = candidates.isEmpty() && settings.fallback() == VariantSettings.Fallback.POOLED
                ? null
                : unseen(candidates);
        ChurnModel pooled = pooledPipeline(pipeline, options.created()).fit(table, options);
        double level = 1 - ERROR / Math.max(1, candidates.size());
        int[] customers = CustomerNumbers.of(rows.data(), pipeline.split());
        List<Segment> decided = new ArrayList<>();
        for (int segment = 0; segment < rowCount.length; segment++) {
            boolean candidate = candidates.contains(segment);
            decided.add(
                    candidate && unseen != null
                            ? compared(segment, unseen, customers, level)
                            : pooled(segment, notTried(segment), null));
        }
        Map<String, ChurnModel> models = new LinkedHashMap<>();
        models.put(names.model(), pooled);
        if (unseen != null && settings.fallback() == VariantSettings.Fallback.SHRINKAGE) {
            new ShiftedSegments(rows, segments, unseen, customers, pipeline).apply(pooled, decided, names, models);
        }
        int done = 0;
        for (Segment segment : decided) {
            if (segment.answers() == Segment.Answers.OWN) {
                options.progress().at("own models", done++, decided.size());
                models.put(segment.model(), own(segment));
            }
        }
        return new VariantSet(names, segments.columns(), decided, models, options.created());
    }

    /** The segments that may have a model of their own. */
    private List<Integer> candidates() {
        List<Integer> candidates = new ArrayList<>();
        for (int segment = 0; segment < rowCount.length; segment++) {
            if (notTried(segment).isEmpty()) {
                candidates.add(segment);
            }
        }
        if (candidates.size() > MOST_CANDIDATES) {
            throw new ConfigurationException(
                    "Customers are divided by " + Wording.names(settings.by()) + " into " + count(candidates.size())
                            + " segments that are large enough for a model of their own, where " + MOST_CANDIDATES
                            + " are allowed.",
                    "Maybe ask for more leavers in each (minLeavers under variants), or divide by another column.",
                    Where.column(settings.by().get(0)));
        }
        return candidates;
    }

    /** Why no own model of a segment is tried; empty if one is. */
    private String notTried(int segment) {
        int stayers = rowCount[segment] - leavers[segment];
        if (rowCount[segment] == rows.labels().length) {
            return "All customers are of this segment, so its own model would be that of all customers.";
        }
        if (leavers[segment] < settings.minLeavers() || stayers < settings.minLeavers()) {
            boolean left = leavers[segment] < settings.minLeavers();
            return "Only " + count(left ? leavers[segment] : stayers) + " of its customers "
                    + (left ? "left" : "stayed") + " where " + count(settings.minLeavers())
                    + " are asked for (minLeavers).";
        }
        return rowCount[segment] < settings.minRows()
                ? "It has only " + count(rowCount[segment]) + " rows where " + count(settings.minRows())
                        + " are asked for (minRows)."
                : "";
    }

    private Unseen unseen(List<Integer> candidates) {
        Split split = pipeline.split().in(rows.data());
        ChurnPipeline folded = plain().toBuilder().split(split).build();
        List<Division> folds = split.folds(rows.data(), rows.labels(), settings.folds(), pipeline.seed());
        Unseen unseen = new Unseen(folded, rows.data(), segments, folds, candidates.size(), options);
        unseen.runPooled();
        candidates.forEach(unseen::runOwn);
        return unseen;
    }

    private Segment compared(int segment, Unseen unseen, int[] customers, double level) {
        int[] judged = unseen.judged(segment);
        String failure = unseen.failure(segment)
                .map(problem -> "Its own model cannot be judged: " + problem)
                .orElse(judged.length == 0 ? "No row of it is judged: all are among the earliest." : "");
        if (!failure.isEmpty()) {
            return pooled(segment, failure, null);
        }
        SegmentFigures figures = SegmentFigures.of(
                pick(rows.labels(), judged),
                pick(unseen.pooled, judged),
                pick(unseen.own, judged),
                pick(customers, judged),
                level);
        PairedGain gain = figures.gain();
        String said = "log loss " + number(figures.otherLogLoss()) + " against " + number(figures.pooledLogLoss())
                + " of the model of all customers, on the same " + count(figures.rows()) + " rows unseen by both: "
                + signed(gain.value()) + " (" + signed(gain.low()) + " to " + signed(gain.high()) + ").";
        if (!gain.isReal()) {
            String verdict = gain.value() > 0 ? "Its own model may be better by chance" : "Its own model is not better";
            return pooled(segment, verdict + ": " + said, figures);
        }
        Variant variant = segments.variants().get(segment);
        return new Segment(
                variant,
                rowCount[segment],
                leavers[segment],
                Segment.Answers.OWN,
                variant.model(names),
                "Its own model is really better: " + said,
                figures);
    }

    private Segment pooled(int segment, String why, @Nullable SegmentFigures figures) {
        return new Segment(
                segments.variants().get(segment),
                rowCount[segment],
                leavers[segment],
                Segment.Answers.POOLED,
                names.model(),
                why,
                figures);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "not known";
    }

    private ChurnModel own(Segment segment) {
        OneVariant one = OneVariant.of(plain(), only(segment.variant()), table, options.created());
        return one.pipeline().fit(one.data(), options);
    }

    /** The settings of one variant of these. */
    private VariantSettings only(Variant variant) {
        VariantSettings only = VariantSettings.only(variant);
        for (Map.Entry<String, String> column : settings.columns().entrySet()) {
            only = only.withColumn(column.getKey(), column.getValue());
        }
        return only;
    }

    /**
     * The pipeline of the model of all customers in a set: named so, with the experiment and the day of the training.
     *
     * @param asked what learns
     * @param created the time of the training, whose day (UTC) is a tag
     * @return the pipeline; the one given where it does not divide customers into variants
     * @throws ConfigurationException if its section {@code variants} is wrong
     */
    public static ChurnPipeline pooledPipeline(ChurnPipeline asked, Instant created) {
        VariantSettings settings =
                VariantSettings.in(asked).filter(found -> !found.by().isEmpty()).orElse(null);
        if (settings == null) {
            return asked;
        }
        VariantNames names = VariantNames.of(asked.name());
        Map<String, Object> section = new LinkedHashMap<>(settings.settings());
        section.put("experiment", names.experiment());
        section.put("tags", Variant.pooled().tags(LocalDate.ofInstant(created, ZoneOffset.UTC)));
        return asked.toBuilder().name(names.model()).variants(section).build();
    }

    /** The pipeline as it learns, without what it says of variants. */
    private ChurnPipeline plain() {
        return pipeline.toBuilder().variants(Map.of()).build();
    }

    static int[] pick(int[] values, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}
