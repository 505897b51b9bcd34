package io.github.churnml.registry.variant;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.split.Split;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.prepare.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well a set of models does on a table with known outcomes.
 *
 * @param together of all rows: those of the set, whichever model answers, beside those of the model of all customers
 * @param evaluation of all rows by the set; decisions are taken at the threshold of the model of all customers
 * @param oneThreshold whether all models decide at that threshold; else metrics of decisions are not those that the models take
 * @param segments one per segment with a row, in the order of the set, then rows of no segment if there are any
 */
public record VariantEvaluation(
        SegmentFigures together, Evaluation evaluation, boolean oneThreshold, List<OfSegment> segments) {

    private static final double LEVEL = 0.95;

    /** Copies the list. */
    public VariantEvaluation {
        segments = List.copyOf(segments);
    }

    /**
     * One segment's rows.
     *
     * @param segmentOrNull which; null for rows without a segment, for which the model of all customers answers
     * @param model the name of the model that answers
     * @param figures beside the model of all customers
     * @param evaluationOrNull by the model that answers, decisions at its own threshold; null where only one class is there
     */
    public record OfSegment(
            @Nullable Segment segmentOrNull,
            String model,
            SegmentFigures figures,
            @Nullable Evaluation evaluationOrNull) {

        /** {@return which segment; empty for rows without one} */
        public Optional<Segment> segment() {
            return Optional.ofNullable(segmentOrNull);
        }

        /** {@return how well the model that answers does; empty where only one class is there} */
        public Optional<Evaluation> evaluation() {
            return Optional.ofNullable(evaluationOrNull);
        }
    }

    static VariantEvaluation of(VariantSet set, Dataset data, Target outcomes) {
        KnownOutcomes known = KnownOutcomes.ofBothClasses(data, outcomes);
        VariantPredictions scored = set.scorer().score(known.data());
        double[] said = scored.probabilities();
        double[] pooled = set.pooled().scorer().score(known.data()).probabilities();
        long seed = set.pooled().manifest().seed();
        int[] places = scored.segments();
        int[] customers = CustomerNumbers.of(known.data(), Split.auto());
        List<OfSegment> segments = new ArrayList<>();
        for (int s = 0; s < set.segments().size(); s++) {
            int segment = s;
            int[] rows = IntStream.range(0, places.length)
                    .filter(row -> places[row] == segment)
                    .toArray();
            if (rows.length > 0) {
                segments.add(of(
                        set,
                        set.segments().get(s),
                        set.segments().get(s).model(),
                        known,
                        said,
                        pooled,
                        rows,
                        customers,
                        seed));
            }
        }
        int[] others =
                IntStream.range(0, places.length).filter(row -> places[row] < 0).toArray();
        if (others.length > 0) {
            segments.add(of(set, null, set.names().model(), known, said, pooled, others, customers, seed));
        }
        double threshold = set.pooled().threshold();
        boolean one = set.models().values().stream().allMatch(model -> model.threshold() == threshold);
        SegmentFigures together = SegmentFigures.of(known.labels(), pooled, said, customers, LEVEL);
        return new VariantEvaluation(together, known.judge(said, set.pooled().decisionRule(), seed), one, segments);
    }

    private static OfSegment of(
            VariantSet set,
            @Nullable Segment segment,
            String model,
            KnownOutcomes known,
            double[] said,
            double[] pooled,
            int[] rows,
            int[] customers,
            long seed) {
        int[] labels = VariantTraining.pick(known.labels(), rows);
        double[] own = VariantTraining.pick(said, rows);
        int left = IntStream.of(labels).sum();
        Evaluation evaluation = left == 0 || left == labels.length
                ? null
                : Evaluation.of(
                        labels,
                        own,
                        set.model(model).threshold(),
                        seed,
                        rows.length + " rows of " + (segment == null ? "no segment" : segment.variant()) + " by "
                                + model);
        return new OfSegment(
                segment,
                model,
                SegmentFigures.of(
                        labels, VariantTraining.pick(pooled, rows), own, VariantTraining.pick(customers, rows), LEVEL),
                evaluation);
    }

    /** {@return the figures beside the model of all customers, together and by segment, for JSON} */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("together", together.json());
        json.put("one_threshold", oneThreshold);
        List<Object> all = new ArrayList<>();
        for (OfSegment one : segments) {
            Map<String, Object> map = new LinkedHashMap<>();
            Map<String, Object> values = new LinkedHashMap<>();
            one.segment()
                    .ifPresent(segment ->
                            segment.variant().parts().forEach(part -> values.put(part.dimension(), part.value())));
            map.put("values", values);
            map.put("model", one.model());
            map.putAll(one.figures().json());
            all.add(map);
        }
        json.put("segments", all);
        return json;
    }
}
