package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;

/**
 * What the experiment and the model of all customers are called; those of variants are built upon them.
 *
 * @param experiment such as {@code churn_prediction}
 * @param model such as {@code churn-prediction-model}
 */
public record VariantNames(String experiment, String model) {

    /** What a model's name may have. */
    static final int LONGEST = 100;

    /** The name of a pipeline that nobody has named. */
    private static final String UNNAMED =
            ChurnPipeline.builder().target("x").build().name();

    /** {@return {@code churn_prediction} and {@code churn-prediction-model}} */
    public static VariantNames standard() {
        return new VariantNames("churn_prediction", "churn-prediction-model");
    }

    /**
     * The names that follow from a pipeline's.
     *
     * @param name the pipeline's
     * @return {@link #standard} of a pipeline without a name of its own ({@code churn}), else its name for both
     */
    public static VariantNames of(String name) {
        boolean usual = name.equals(UNNAMED) || name.equals(standard().model());
        return usual ? standard() : new VariantNames(name, name);
    }

    /** The names of a pipeline that may be that of a variant already, as the {@code pipeline.yaml} beside its model is. */
    static VariantNames of(String name, Variant variant) {
        String suffix = variant.suffix();
        if (suffix.isEmpty() || !name.endsWith(suffix) || name.length() == suffix.length()) {
            return of(name);
        }
        String base = name.substring(0, name.length() - suffix.length());
        return of(base);
    }
}
