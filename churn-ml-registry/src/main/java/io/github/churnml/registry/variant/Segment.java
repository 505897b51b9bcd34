package io.github.churnml.registry.variant;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a {@link VariantSet}: which model answers for its customers, and why.
 *
 * @param variant what its customers have in common
 * @param rows how many rows of the training table it has whose outcome is known
 * @param leavers how many of them left
 * @param answers which kind of model answers for it
 * @param model the name of that model
 * @param why a sentence that says why it is that one
 * @param figuresOrNull how that or the rejected model did beside the one of all customers; null where none was tried
 */
public record Segment(
        Variant variant,
        long rows,
        long leavers,
        Answers answers,
        String model,
        String why,
        @Nullable SegmentFigures figuresOrNull) {

    /** Which kind of model answers for a segment. */
    public enum Answers {
        /** One that has learnt from its rows alone. */
        OWN,
        /** That of all customers, its log-odds moved as the segment's rows show. */
        SHIFTED,
        /** That of all customers. */
        POOLED;

        /** {@return its name in files and reports} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the segment, for JSON: values, rows, leavers, which model answers, why, and how it did} */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        variant.parts().forEach(part -> values.put(part.dimension(), part.value()));
        json.put("values", values);
        json.put("rows", rows);
        json.put("leavers", leavers);
        json.put("answers", answers.label());
        json.put("model", model);
        json.put("why", why);
        figures().ifPresent(figures -> json.put("figures", figures.json()));
        return json;
    }

    /** {@return how a model for the segment did beside the one of all customers; empty where none was tried} */
    public Optional<SegmentFigures> figures() {
        return Optional.ofNullable(figuresOrNull);
    }
}
