package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;

/** Small models that differ in known ways. */
public final class Models {

    /** A first one. */
    public static final ChurnModel FIRST = SmallModel.of(SmallModel.boosting(), SmallModel.customers(400, 3));

    /** The same pipeline, trained on other customers. */
    public static final ChurnModel RETRAINED = SmallModel.of(SmallModel.boosting(), SmallModel.customers(400, 17));

    /** Trained again once more. */
    public static final ChurnModel THIRD = SmallModel.of(SmallModel.boosting(), SmallModel.customers(400, 21));

    /** The first one with another threshold. */
    public static final ChurnModel OTHER_THRESHOLD = fit(SmallModel.pipeline(SmallModel.boosting()).toBuilder()
            .threshold(0.37)
            .build());

    /** The first one without a column. */
    public static final ChurnModel NARROW = fit(SmallModel.pipeline(SmallModel.boosting()).toBuilder()
            .exclude("contract")
            .build());

    private Models() {}

    private static ChurnModel fit(ChurnPipeline pipeline) {
        return pipeline.fit(SmallModel.customers(400, 3), FitOptions.standard().withCreated(SmallModel.THEN));
    }
}
