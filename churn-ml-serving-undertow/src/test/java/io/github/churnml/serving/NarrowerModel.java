package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.learn.smile.SmileGradientBoosting;

/** Another model than that of {@link Served}, of fewer columns, to take its place. */
public final class NarrowerModel {

    static final String NAME = "narrower";

    private NarrowerModel() {}

    public static ChurnModel fit() {
        return ChurnPipeline.builder()
                .name(NAME)
                .version("2.0.0")
                .target("churned", "Yes")
                .exclude("region", "promo", "payment_method")
                .learner(SmileGradientBoosting.builder().trees(5).build())
                .seed(6)
                .build()
                .fit(Served.customers());
    }
}
