package io.github.churnml;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program that loads models, scores a customer with each and prints why. */
public final class ScoringAlone {

    private ScoringAlone() {}

    /**
     * Prints a line a model.
     *
     * @param args model files
     */
    public static void main(String[] args) {
        for (String model : args) {
            Scorer scorer = ChurnModel.load(Path.of(model)).scorer().warmUp();
            Map<String, @Nullable Object> row = new HashMap<>();
            scorer.inputs().forEach(input -> row.put(input.name(), null));
            Prediction prediction = scorer.score(row);
            System.out.println(prediction.label() + " " + prediction.probability() + " " + prediction.tier() + " "
                    + prediction.reasons(3));
        }
    }
}
