package io.github.churnml.serving.model;

import io.github.churnml.Prediction;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.explain.Reason;
import io.github.churnml.prepare.Variable;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries a model before it answers anyone: rows made of the edges, levels and gaps of its reference profile, and of what lies
 * far beyond, must all get a probability, the same one twice, and some of them reasons. Where there is no profile, as in an
 * imported model, the model's own levels and numbers of every size take its place.
 */
public final class SelfTest {

    private static final int ROWS = 320;

    private static final int TWICE = 8;
    private static final int EXPLAINED = 2;
    /** Strides that meet different combinations of values. */
    private static final int STRIDE = 7;
    /** For any number, whatever it means: gaps, both signs, and sizes that no training row had. */
    private static final List<Double> ANY = List.of(Double.NaN, 0.0, 1.0, -1.0, 0.5, 12.0, 100.0, 1e4, -1e9, 1e12);

    private final ServedModel model;
    private final List<List<Double>> values;
    /** A work space of its own: the thread that tries a model is not one that answers requests. */
    private final RowWork work;

    private SelfTest(ServedModel model) {
        this.model = model;
        this.work = model.newWork();
        this.values = model.rules().stream().map(this::values).toList();
    }

    public static SelfTest of(ServedModel model) {
        return new SelfTest(model);
    }

    /** @throws ModelFileException if a row has no probability, not always the same one, or no reasons */
    public void run() {
        run(RowWork::probability);
    }

    /** The same by another way to score, for tests of the test. */
    public void run(ToDoubleFunction<RowWork> scoring) {
        try {
            for (int i = 0; i < ROWS; i++) {
                double probability = check(scoring.applyAsDouble(fill(i)));
                if (i < TWICE && Double.compare(probability, scoring.applyAsDouble(fill(i))) != 0) {
                    throw refused("gives the same made-up customer two probabilities");
                }
            }
            for (int i = 1; i <= EXPLAINED; i++) {
                explain(fill(i).prediction());
            }
        } catch (ModelFileException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelFileException(
                    says("cannot score a made-up customer (" + e.getClass().getSimpleName() + ")"),
                    "Maybe train or import it again.",
                    Where.in(model.path()),
                    e);
        }
    }

    private RowWork fill(int row) {
        work.begin(row);
        for (ColumnRule rule : model.rules()) {
            List<Double> of = values.get(rule.position());
            // The first row of all has no value at all; then each column goes through its values at its own pace.
            int which = row == 0 ? 0 : (row + STRIDE * rule.position()) % of.size();
            work.put(rule, of.get(which));
        }
        return work;
    }

    private double check(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw refused("gives a made-up customer a probability of (" + probability + ")");
        }
        return probability;
    }

    private void explain(Prediction prediction) {
        check(prediction.probability());
        for (Reason reason : prediction.reasons(3)) {
            if (!Double.isFinite(reason.contribution())) {
                throw refused(
                        "has a reason of (" + reason.contribution() + ") in column " + Wording.name(reason.column()));
            }
        }
    }

    private ModelFileException refused(String why) {
        return new ModelFileException(says(why), "Maybe train or import it again.", Where.in(model.path()));
    }

    private String says(String what) {
        return "Model " + Wording.name(model.name()) + " " + what + ".";
    }

    /** What a column is tried with, as the model reads it; a missing value first. */
    private List<Double> values(ColumnRule rule) {
        @Nullable ColumnProfile profile = model.profile(rule);
        if (rule.isNominal()) {
            List<String> levels = profile instanceof LevelProfile known ? known.levels() : rule.levels();
            return Stream.concat(
                            Stream.of((double) Variable.MISSING, (double) Variable.UNKNOWN),
                            levels.stream().map(level -> rule.input().read(level, 0)))
                    .toList();
        }
        return profile instanceof NumberProfile numbers && !numbers.edges().isEmpty()
                ? Stream.of(
                                List.of(Double.NaN, numbers.min(), numbers.max()),
                                numbers.edges(),
                                List.of(far(numbers, -1), far(numbers, 1)))
                        .flatMap(List::stream)
                        .toList()
                : ANY;
    }

    private static double far(NumberProfile numbers, int side) {
        return numbers.mean() + side * 100 * (1 + numbers.max() - numbers.min());
    }
}
