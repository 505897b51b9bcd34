package io.github.churnml.fuzz;

import io.github.churnml.ChurnModel;
import io.github.churnml.ModelParts;
import io.github.churnml.Prediction;
import io.github.churnml.Scorer;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.explain.Reason;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uses a model or predictor that could be read, as an application would. */
final class ModelUse {

    private static final double[] NUMBERS = {0, 1, -1, 1e9, -0.5, 1e300, 4.9e-324};

    private static final Scratch AGAIN = new Scratch("again.churn");

    private ModelUse() {}

    static void use(ChurnModel model) throws Exception {
        List<Double> scores = scores(model);
        model.importances().forEach((column, share) -> require(share >= 0 && share <= 1 + 1e-9, "a share of " + share));
        useReference(model.referenceProfile(), scores);
        require(model.evaluation().deciles() != null && model.manifest().name() != null, "a manifest with holes");
        byte[] bytes = ModelParts.bytes(model);
        Path file = AGAIN.holding(bytes);
        ChurnModel again = ChurnModel.load(file);
        require(Arrays.equals(ModelParts.bytes(again), bytes), "saving once more gives other bytes");
        require(scores(again).equals(scores), "saved and loaded, it scores otherwise");
    }

    /** Counts the scores as a live window does, and asks what is to be said of them. */
    private static void useReference(ReferenceProfile reference, List<Double> scores) {
        DriftWindow window = new DriftWindow(reference);
        scores.forEach(window::addScore);
        DriftReport report = new DriftDetector(DriftSettings.standard().withLeastRows(1)).compare(window);
        report.score().ifPresent(score -> require(score.psi() >= 0, "a stability index of " + score.psi()));
        require(report.score().isPresent() == reference.scores().isPresent(), "scores that are not reported");
        require(!report.toMap().isEmpty() && !report.rule().isEmpty(), "a report that says nothing");
    }

    static void use(Predictor predictor) {
        double[] row = new double[predictor.features()];
        for (double value : new double[] {0, 1, 64, -1, 1e9, Double.NaN, Double.POSITIVE_INFINITY}) {
            Arrays.fill(row, value);
            double logOdds = predictor.logOdds(row);
            require(!Double.isNaN(logOdds) || !Double.isFinite(value), "log-odds that are no number");
        }
        double sum = Arrays.stream(predictor.importances()).sum();
        require(sum == 0 || Math.abs(sum - 1) < 1e-9, "importances that add up to " + sum);
        Predictor again = Predictor.fromBytes(predictor.kind(), predictor.toBytes());
        require(Arrays.equals(again.toBytes(), predictor.toBytes()), "other bytes");
    }

    private static List<Double> scores(ChurnModel model) {
        Scorer scorer = model.scorer();
        List<Input> inputs = scorer.inputs();
        List<Double> scores = new ArrayList<>();
        scores.add(sound(scorer.score(new Object[inputs.size()])));
        for (int i = 0; i < NUMBERS.length; i++) {
            Object[] row = new Object[inputs.size()];
            Map<String, Object> named = new LinkedHashMap<>();
            for (int j = 0; j < row.length; j++) {
                Input input = inputs.get(j);
                row[j] = input.variable().nominal() ? level(input, i) : (Object) NUMBERS[(i + j) % NUMBERS.length];
                named.put(input.name(), row[j]);
            }
            double score = sound(scorer.score(row));
            require(score == sound(scorer.score(named)), "by name it scores otherwise than by position");
            scores.add(score);
        }
        return scores;
    }

    private static String level(Input input, int i) {
        List<String> levels = input.levels();
        return i < levels.size() ? levels.get(i) : "never seen";
    }

    private static double sound(Prediction prediction) {
        double probability = prediction.probability();
        require(probability >= 0 && probability <= 1, "a probability of " + probability);
        require(prediction.label() != null && prediction.tier() != null, "a prediction with holes");
        for (Reason reason : prediction.reasons(3)) {
            require(reason.contribution() != 0 && !reason.sentence().isEmpty(), "a reason that says nothing");
        }
        return probability;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
