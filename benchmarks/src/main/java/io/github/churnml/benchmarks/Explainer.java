package io.github.churnml.benchmarks;

import java.util.Optional;
import java.util.function.Function;

/** Whose model is explained by whom. */
public enum Explainer implements Optionally {
    XGBOOST_BY_ITSELF(Family.XGBOOST, NativeLibrary.XGBOOST, XgboostReasons::new),
    LIGHTGBM_BY_ITSELF(Family.LIGHTGBM, NativeLibrary.LIGHTGBM, LightGbmReasons::new);

    private final Family family;
    private final NativeLibrary needed;
    private final Function<TrainedModel, Reasons> maker;

    Explainer(Family family, NativeLibrary needed, Function<TrainedModel, Reasons> maker) {
        this.family = family;
        this.needed = needed;
        this.maker = maker;
    }

    /** One whose contributions have been shown to add up, for every row. */
    Reasons ready(Size size) {
        needed.require();
        TrainedModel model = TrainedModel.of(family, size);
        Reasons reasons = maker.apply(model);
        reasons.requireAddingUp(model);
        return reasons;
    }

    @Override
    public Optional<String> problem() {
        return needed.problem();
    }
}
