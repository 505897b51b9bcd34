package io.github.churnml.serving;

import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries a model before it answers anyone: rows made of the edges, levels and gaps of its reference profile must all get a
 * probability.
 */
final class SelfTest {

    private static final int ROWS = 64;
    /** Strides that meet different combinations of values. */
    private static final int STRIDE = 7;

    private final ServedModel model;

    private SelfTest(ServedModel model) {
        this.model = model;
    }

    static SelfTest of(ServedModel model) {
        return new SelfTest(model);
    }

    /** @throws ModelFileException if a row has no probability */
    void run() {
        RowWork work = model.newWork();
        for (int i = 0; i < ROWS; i++) {
            work.begin(i);
            for (ColumnRule rule : model.rules()) {
                put(work, rule, i + STRIDE * rule.position());
            }
            double probability = work.probability();
            if (!(probability >= 0 && probability <= 1)) {
                throw new ModelFileException(
                        "Model " + Wording.name(model.name()) + " gives a made-up customer a probability of ("
                                + probability + ").",
                        "Maybe train or import it again.",
                        Where.in(model.path()));
            }
        }
    }

    private void put(RowWork work, ColumnRule rule, int which) {
        Input input = rule.input();
        @Nullable
        ColumnProfile profile =
                model.model().referenceProfile().find(input.name()).orElse(null);
        if (rule.isNominal()) {
            List<String> levels = profile instanceof LevelProfile known ? known.levels() : input.levels();
            int pick = which % (levels.size() + 1);
            work.put(rule, pick == levels.size() ? input.read(null, 0) : input.read(levels.get(pick), 0));
        } else if (profile instanceof NumberProfile numbers && !numbers.edges().isEmpty()) {
            int pick = which % (numbers.edges().size() + 1);
            work.put(
                    rule,
                    pick == numbers.edges().size()
                            ? Double.NaN
                            : numbers.edges().get(pick));
        } else {
            work.put(rule, which % 2 == 0 ? Double.NaN : which);
        }
    }
}
