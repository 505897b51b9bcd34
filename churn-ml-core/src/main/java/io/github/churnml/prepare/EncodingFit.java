package io.github.churnml.prepare;

import io.github.churnml.data.split.Division;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Encoding.Levels;
import io.github.churnml.prepare.Encoding.Scale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Learns an {@link Encoding} from training rows, for a learner of which is known what it takes. */
final class EncodingFit {

    private final Encoding wish;
    private final TypedTable table;
    private final boolean nominal;
    private final Scale scale;
    private final Map<Integer, Levels> exceptions = new HashMap<>();

    private EncodingFit(Encoding wish, TypedTable table, boolean nominal, Scale scale) {
        this.wish = wish;
        this.table = table;
        this.nominal = nominal;
        this.scale = scale;
    }

    static EncodingFit of(Encoding wish, TypedTable table, boolean nominal, boolean scaled) {
        Scale auto = scaled ? Scale.STANDARD : Scale.NONE;
        EncodingFit fit = new EncodingFit(wish, table, nominal, wish.scale() == Scale.AUTO ? auto : wish.scale());
        wish.columns().forEach((column, levels) -> fit.exceptions.put(fit.place(column), levels));
        return fit;
    }

    FittedEncoding withoutLabels() {
        List<EncodedColumn> columns = new ArrayList<>();
        for (int j = 0; j < table.variables().size(); j++) {
            Variable variable = table.variables().get(j);
            if (isTarget(j)) {
                throw new ConfigurationException(
                        "Column " + Wording.name(variable.name()) + " cannot be target-encoded without labels.",
                        "Maybe call crossFit, which takes them.",
                        Where.column(variable.name()));
            }
            if (variable.feature()) {
                columns.add(column(j));
            }
        }
        return new FittedEncoding(columns, table.variables());
    }

    CrossFitted crossFit(TrainingTable training, long seed) {
        List<Division> folds = folds(training, seed);
        List<EncodedColumn> columns = new ArrayList<>();
        Map<Integer, double[]> crossFitted = new HashMap<>();
        int feature = 0;
        for (int j = 0; j < table.variables().size(); j++) {
            if (isTarget(j)) {
                double[] plain = TargetMeans.crossFitted(j, training, folds, wish.targetSmoothing());
                EncodedLevels serving =
                        TargetMeans.serving(j, training, wish.targetSmoothing()).scaledBy(plain, scale);
                for (int i = 0; i < plain.length; i++) {
                    plain[i] = serving.scaling().of(plain[i]);
                }
                crossFitted.put(feature, plain);
                columns.add(serving);
                feature++;
            } else if (table.variables().get(j).feature()) {
                columns.add(column(j));
                feature += columns.get(columns.size() - 1).width();
            }
        }
        FittedEncoding serving = new FittedEncoding(columns, table.variables());
        double[][] encoded = serving.encode(table).columns();
        crossFitted.forEach((at, values) -> encoded[at] = values);
        return new CrossFitted(new FeatureMatrix(serving.features(), encoded, table.rows()), serving);
    }

    /** Folds of its own, so that they do not coincide with a division that the learner makes with the same seed. */
    private List<Division> folds(TrainingTable training, long seed) {
        boolean needed = false;
        for (int j = 0; j < table.variables().size(); j++) {
            needed |= isTarget(j);
        }
        int count = Math.min(wish.targetFolds(), training.labels().length);
        return needed
                ? training.groups().blocks(training.labels(), count, new SplittableRandom(seed).nextLong())
                : List.of();
    }

    private boolean isTarget(int place) {
        Variable variable = table.variables().get(place);
        return variable.feature() && variable.nominal() && levels(place) == Levels.TARGET;
    }

    private Levels levels(int place) {
        return exceptions.getOrDefault(place, wish.levels());
    }

    private EncodedColumn column(int place) {
        Variable variable = table.variables().get(place);
        double[] values = table.columns()[place];
        if (!variable.nominal()) {
            return new EncodedNumber(place, Scaling.fit(values, wish.winsorising(), scale));
        }
        int count = variable.levels().size();
        Levels levels = levels(place);
        if (levels == Levels.FREQUENCY) {
            return EncodedLevels.frequency(place, values, count, scale);
        }
        boolean oneHot = levels == Levels.ONE_HOT || levels == Levels.AUTO && !nominal;
        return EncodedSlots.fit(place, values, count, wish, oneHot, nominal);
    }

    /** The place of a column whose levels are to be encoded in another way than others. */
    private int place(String column) {
        List<Variable> variables = table.variables();
        int place = Variable.find(variables, column)
                .filter(found -> variables.get(found).feature())
                .orElseThrow(() -> new ConfigurationException(
                        "There is no column " + Wording.name(column) + " to encode.",
                        Wording.maybeNearest(
                                column,
                                variables.stream()
                                        .filter(Variable::feature)
                                        .map(Variable::name)
                                        .toList()),
                        Where.column(column)));
        if (!variables.get(place).nominal()) {
            throw new ConfigurationException(
                    "Column " + Wording.name(column) + " holds numbers and has no levels to encode.",
                    "Maybe declare the column categorical, or derive a bucket from it.",
                    Where.column(column));
        }
        return place;
    }
}
