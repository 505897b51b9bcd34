package io.github.churnml.learn.boosting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the losses fell, for plots: from before the first round on, after every round, or every second, fourth … of them, so
 * that there are no more than {@value #MOST} numbers of each kind to keep with a model. For one thread.
 */
final class History {

    static final int MOST = 100;

    private final List<Double> training = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();
    private int every = 1;

    /** Whether the losses after so many rounds are kept. */
    boolean wants(int round) {
        return round == every * training.size();
    }

    /** Adds the losses of a round that is wanted; NaN for validation where there is none. */
    void add(double trainingLoss, double validationLoss) {
        if (training.size() == MOST) {
            for (int i = 1; i <= MOST / 2; i++) {
                training.remove(i);
                validation.remove(i);
            }
            every *= 2;
        }
        training.add(rounded(trainingLoss));
        validation.add(rounded(validationLoss));
    }

    /** What is enough for a plot. */
    private static double rounded(double loss) {
        return Math.rint(loss * 1e6) / 1e6;
    }

    /** As {@code found} has it: {@code every}, {@code training} and, where there are rows to validate on, {@code validation}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("every", every);
        map.put("training", List.copyOf(training));
        if (!validation.get(0).isNaN()) {
            map.put("validation", List.copyOf(validation));
        }
        return map;
    }
}
