package io.github.churnml.benchmarks;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whose model is explained by whom. */
public enum Explainer implements Optionally {
    XGBOOST_BY_ITSELF(Family.XGBOOST, NativeLibrary.XGBOOST, XgboostReasons::new, null),
    XGBOOST_BY_CHURN_ML(Family.XGBOOST, NativeLibrary.XGBOOST, ChurnMlReasons::new, XGBOOST_BY_ITSELF),
    LIGHTGBM_BY_ITSELF(Family.LIGHTGBM, NativeLibrary.LIGHTGBM, LightGbmReasons::new, null),
    LIGHTGBM_BY_CHURN_ML(Family.LIGHTGBM, NativeLibrary.LIGHTGBM, ChurnMlReasons::new, LIGHTGBM_BY_ITSELF);

    /** XGBoost adds up single-precision numbers. */
    private static final double TOLERANCE = 1e-3;

    private final Family family;
    private final NativeLibrary needed;
    private final Function<TrainedModel, Reasons> maker;
    private final @Nullable Explainer oracle;

    Explainer(Family family, NativeLibrary needed, Function<TrainedModel, Reasons> maker, @Nullable Explainer oracle) {
        this.family = family;
        this.needed = needed;
        this.maker = maker;
        this.oracle = oracle;
    }

    /** One whose contributions have been shown to add up, and to be those of the library that grew the trees. */
    Reasons ready(Size size) {
        needed.require();
        TrainedModel model = TrainedModel.of(family, size);
        Reasons reasons = maker.apply(model);
        reasons.requireAddingUp(model);
        if (oracle != null) {
            try (Reasons expected = oracle.maker.apply(model)) {
                requireEqual(reasons, expected);
            }
        }
        return reasons;
    }

    private static void requireEqual(Reasons reasons, Reasons expected) {
        for (int row = 0; row < Reasons.ROWS; row++) {
            Object answer = reasons.explain(row);
            Object oracle = expected.explain(row);
            for (int feature = 0; feature <= CustomerRows.COLUMNS; feature++) {
                double found = reasons.contribution(answer, feature);
                double wanted = expected.contribution(oracle, feature);
                if (!(Math.abs(found - wanted) <= TOLERANCE)) {
                    throw new IllegalStateException("row " + row + ", feature " + feature + ": " + found
                            + " where the library that grew the trees says " + wanted);
                }
            }
        }
    }

    @Override
    public Optional<String> problem() {
        return needed.problem();
    }
}
