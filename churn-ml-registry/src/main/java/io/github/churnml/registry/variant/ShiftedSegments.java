package io.github.churnml.registry.variant;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.prepare.TrainingRows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shrinkage: segments without a model of their own get that of all customers with its log-odds moved, by as much as their own rows
 * show and less the fewer they are ({@link Shifts}). Whether that helps is decided once for all such segments together, on
 * predictions in which neither model nor shift has seen a row: shifts are taken where the interval of what they gain in log loss
 * ({@link PairedGain}, 95 %) is wholly above 0.
 */
final class ShiftedSegments {

    /** Segments with fewer leavers or stayers stay with the model of all customers as it is. */
    static final int FEWEST = 10;

    private static final double LEVEL = 0.95;

    private final TrainingRows rows;
    private final Segments segments;
    private final Unseen unseen;
    private final int[] customers;
    private final ChurnPipeline pipeline;

    ShiftedSegments(TrainingRows rows, Segments segments, Unseen unseen, int[] customers, ChurnPipeline pipeline) {
        this.rows = rows;
        this.segments = segments;
        this.unseen = unseen;
        this.customers = customers;
        this.pipeline = pipeline;
    }

    /** Replaces those segments that are better moved, and adds their models. */
    void apply(ChurnModel pooled, List<Segment> decided, VariantNames names, Map<String, ChurnModel> models) {
        int[] of = eligible(decided);
        int[] judged = judged(of);
        long taking =
                Arrays.stream(of).filter(segment -> segment >= 0).distinct().count();
        if (taking < 2 || judged.length == 0) {
            return;
        }
        double[] moved = movedUnseen(of);
        PairedGain together = PairedGain.of(
                VariantTraining.pick(rows.labels(), judged),
                VariantTraining.pick(unseen.pooled, judged),
                VariantTraining.pick(moved, judged),
                VariantTraining.pick(customers, judged),
                LEVEL);
        Shifts shifts = Shifts.of(unseen.pooled, rows.labels(), of, decided.size(), fold -> true, unseen.fold);
        String said = String.format(
                Locale.ROOT,
                "over all %s such segments together that gains %+.4f in log loss (%+.4f to %+.4f).",
                Wording.count(taking),
                together.value(),
                together.low(),
                together.high());
        for (int segment = 0; segment < decided.size(); segment++) {
            int[] own = rowsOf(of, segment, judged);
            if (own.length > 0) {
                decided.set(
                        segment,
                        together.isReal()
                                ? shifted(decided.get(segment), shifts.of(segment), figures(own, moved), said, names)
                                : unmoved(decided.get(segment), said));
                if (together.isReal()) {
                    Segment made = decided.get(segment);
                    models.put(made.model(), model(pooled, made, shifts.of(segment), own, moved, names));
                }
            }
        }
    }

    /** One per row: its segment if that may be moved, else -1. */
    private int[] eligible(List<Segment> decided) {
        int[] of = segments.of().clone();
        for (int row = 0; row < of.length; row++) {
            if (of[row] >= 0) {
                Segment segment = decided.get(of[row]);
                boolean enough = Math.min(segment.leavers(), segment.rows() - segment.leavers()) >= FEWEST;
                of[row] = enough && segment.answers() == Segment.Answers.POOLED ? of[row] : -1;
            }
        }
        return of;
    }

    private int[] judged(int[] of) {
        int[] judged = new int[of.length];
        int count = 0;
        for (int row = 0; row < of.length; row++) {
            if (of[row] >= 0 && unseen.fold[row] >= 0) {
                judged[count++] = row;
            }
        }
        return Arrays.copyOf(judged, count);
    }

    private static int[] rowsOf(int[] of, int segment, int[] judged) {
        return Arrays.stream(judged).filter(row -> of[row] == segment).toArray();
    }

    /** Probabilities with shifts found in the other folds alone; in time in earlier ones alone. */
    private double[] movedUnseen(int[] of) {
        boolean inTime = pipeline.split().in(rows.data()) instanceof Split.Time;
        double[] moved = unseen.pooled.clone();
        int folds = Arrays.stream(unseen.fold).max().orElse(-1) + 1;
        int count = segments.variants().size();
        for (int f = 0; f < folds; f++) {
            int fold = f;
            Shifts shifts = Shifts.of(
                    unseen.pooled,
                    rows.labels(),
                    of,
                    count,
                    other -> inTime ? other < fold : other != fold,
                    unseen.fold);
            for (int row = 0; row < moved.length; row++) {
                if (unseen.fold[row] == fold && of[row] >= 0) {
                    moved[row] = Shifts.moved(unseen.pooled[row], shifts.of(of[row]));
                }
            }
        }
        return moved;
    }

    private SegmentFigures figures(int[] own, double[] moved) {
        return SegmentFigures.of(
                VariantTraining.pick(rows.labels(), own),
                VariantTraining.pick(unseen.pooled, own),
                VariantTraining.pick(moved, own),
                VariantTraining.pick(customers, own),
                LEVEL);
    }

    private static Segment shifted(
            Segment from, double shift, SegmentFigures figures, String said, VariantNames names) {
        return new Segment(
                from.variant(),
                from.rows(),
                from.leavers(),
                Segment.Answers.SHIFTED,
                from.variant().model(names),
                from.why()
                        + String.format(
                                Locale.ROOT, " The log-odds of the model of all customers are moved by %+.3f: ", shift)
                        + said,
                figures);
    }

    private static Segment unmoved(Segment from, String said) {
        return new Segment(
                from.variant(),
                from.rows(),
                from.leavers(),
                from.answers(),
                from.model(),
                from.why() + " Nor are the log-odds of the model of all customers moved for it: " + said,
                from.figuresOrNull());
    }

    private ChurnModel model(
            ChurnModel pooled, Segment segment, double shift, int[] own, double[] moved, VariantNames names) {
        int[] labels = VariantTraining.pick(rows.labels(), own);
        int left = Arrays.stream(labels).sum();
        Evaluation evaluation = left == 0 || left == labels.length
                ? Evaluation.unknown(pooled.threshold())
                : Evaluation.of(
                        labels,
                        VariantTraining.pick(moved, own),
                        pooled.threshold(),
                        pipeline.seed(),
                        Wording.count(own.length)
                                + " rows of the segment, each by a model and a shift that have not learnt"
                                + " from its fold; the model kept is that of all customers, its log-odds moved by "
                                + String.format(Locale.ROOT, "%+.3f", shift));
        int place = segments.variants().indexOf(segment.variant());
        return ShiftedModel.of(
                pooled, segment.variant(), names, shift, evaluation, rows.data().select(segments.rows(place)));
    }
}
