package io.github.churnml;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.split.Split;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.resample.Resampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link ChurnPipeline}. Mutable, for one thread; a setter checks its own argument. */
public final class ChurnPipelineBuilder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SEMANTIC_VERSION =
            Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}([-+][0-9A-Za-z.+-]{1,60})?");

    String name = "churn";
    String version = "1.0.0";

    @Nullable
    String target;

    @Nullable
    String positive;

    List<String> negative = List.of();
    Outcome outcome = Outcome.churn();

    final Set<String> exclude = new LinkedHashSet<>();
    final Map<String, ColumnType> types = new LinkedHashMap<>();
    Cleaning cleaning = Cleaning.standard();
    final List<DerivedFeature> derive = new ArrayList<>();
    Imputing imputing = Imputing.standard();
    Resampler balance = Resampler.none();
    boolean correctPrior = true;
    Encoding encoding = Encoding.standard();

    @Nullable
    ColumnSelection select;

    private @Nullable Learner learner;
    String calibration = CalibratedFit.AUTO;
    String interval = CalibratedFit.NO_INTERVAL;
    double holdOut = 0.2;
    Split split = Split.auto();
    boolean refit = true;
    ThresholdRule threshold = ThresholdRule.fixed(0.5);

    @Nullable
    CustomerValue value;

    Map<String, Object> snapshot = Map.of();
    Map<String, Object> variants = Map.of();
    long seed = 42;
    ServingDefaults serving = ServingDefaults.standard();

    ChurnPipelineBuilder() {}

    ChurnPipelineBuilder(ChurnPipeline from) {
        name = from.name();
        version = from.version();
        target = from.target();
        positive = from.positive().orElse(null);
        negative = from.negative();
        outcome = from.outcome();
        exclude.addAll(from.exclude());
        types.putAll(from.types());
        cleaning = from.clean();
        derive.addAll(from.derive());
        imputing = from.impute();
        balance = from.balance();
        correctPrior = from.correctPrior();
        encoding = from.encode();
        select = from.select().orElse(null);
        learner = from.learner();
        calibration = from.calibration();
        interval = from.interval();
        holdOut = from.holdOut();
        split = from.split();
        refit = from.refit();
        threshold = from.thresholdRule();
        value = from.value().orElse(null);
        snapshot = from.snapshot();
        variants = from.variants();
        seed = from.seed();
        serving = from.serving();
    }

    /**
     * What to predict. The label of customers who stayed is the only other one, or of several those that are known to mean the
     * opposite; rows with any other label are left out, and named.
     *
     * @param column the target's column; exact first, then without blanks around it
     * @param positiveLabel the label of customers who left, in any case
     * @return this
     */
    public ChurnPipelineBuilder target(String column, String positiveLabel) {
        return target(column, positiveLabel, List.of());
    }

    /**
     * What to predict, and which labels mean that a customer stayed; rows with any other are left out, and named.
     *
     * @param column the target's column; exact first, then without blanks around it
     * @param positiveLabel the label of customers who left, in any case
     * @param negativeLabels those of customers who stayed; none to have them worked out
     * @return this
     */
    public ChurnPipelineBuilder target(String column, String positiveLabel, List<String> negativeLabels) {
        target = column;
        positive = positiveLabel;
        negative = List.copyOf(negativeLabels);
        return this;
    }

    /**
     * What to predict, the label of customers who left being worked out by what it and the column's name say (yes, true, 1,
     * churned …; the no of {@code retained}); where that does not tell, fitting refuses the table.
     *
     * @param column the target's column; exact first, then without blanks around it
     * @return this
     */
    public ChurnPipelineBuilder target(String column) {
        target = column;
        positive = null;
        negative = List.of();
        return this;
    }

    /**
     * Columns that learners must not see; derived features may still use them. None by default, but identifiers, free text,
     * dates, constant and empty columns are left out by themselves.
     *
     * @param columns their names, added to those given before
     * @return this
     */
    public ChurnPipelineBuilder exclude(String... columns) {
        exclude.addAll(List.of(columns));
        return this;
    }

    /**
     * Declares a column's type instead of taking what the reader worked out.
     *
     * @param column the column's name
     * @param type what its values mean
     * @return this
     */
    public ChurnPipelineBuilder type(String column, ColumnType type) {
        types.put(column, type);
        return this;
    }

    /**
     * How raw values are cleaned; {@link Cleaning#standard} by default.
     *
     * @param value the cleaning
     * @return this
     */
    public ChurnPipelineBuilder clean(Cleaning value) {
        cleaning = value;
        return this;
    }

    /**
     * Columns computed from others of the same row; none by default.
     *
     * @param features the features, added to those given before; a later one may use an earlier one
     * @return this
     */
    public ChurnPipelineBuilder derive(DerivedFeature... features) {
        derive.addAll(List.of(features));
        return this;
    }

    /**
     * How missing values are filled in; {@link Imputing#standard} by default.
     *
     * @param value the imputing
     * @return this
     */
    public ChurnPipelineBuilder impute(Imputing value) {
        imputing = value;
        return this;
    }

    /**
     * How the proportion of the classes is changed in the rows that are learnt from; not at all by default. Rows that are
     * judged on are never touched.
     *
     * @param value such as {@code SmoteNc.standard()}
     * @return this
     */
    public ChurnPipelineBuilder balance(Resampler value) {
        balance = value;
        return this;
    }

    /**
     * Whether probabilities that balancing shifts are shifted back to how frequent leavers are; true by default. Of no
     * effect without balancing.
     *
     * @param value whether
     * @return this
     */
    public ChurnPipelineBuilder correctPrior(boolean value) {
        correctPrior = value;
        return this;
    }

    /**
     * How levels are encoded; {@link Encoding#standard} by default, which is as the learner asks.
     *
     * @param value the encoding
     * @return this
     */
    public ChurnPipelineBuilder encode(Encoding value) {
        encoding = value;
        return this;
    }

    /**
     * How the columns are chosen that are learnt from; by default all are. Columns are chosen anew in every fold, by its training rows
     * alone; the model that is kept has those of the model that was judged, and needs no others.
     *
     * @param how such as {@code PermutationSelection.standard()} of {@code churn-ml-select}
     * @return this
     */
    public ChurnPipelineBuilder select(ColumnSelection how) {
        select = how;
        return this;
    }

    /**
     * What learns; by default {@link Learners#standard}, which is {@code boosting} with its defaults.
     *
     * @param value the learner
     * @return this
     */
    public ChurnPipelineBuilder learner(Learner value) {
        learner = value;
        return this;
    }

    /**
     * How log-odds become probabilities; {@code auto} by default: calibrated where that lowers the log loss of training rows
     * that were not learnt from, and always where classes were balanced and {@link #correctPrior} holds. The recipe is fitted
     * five more times for it, or once on more than 50,000 rows. Tables with fewer than 100 training rows of a class stay as
     * they are.
     *
     * @param kind {@code auto}, {@code none}, or one that is fitted in any case: {@code platt}, {@code beta}, {@code
     *     quadratic}, {@code isotonic}
     * @return this
     */
    public ChurnPipelineBuilder calibrate(String kind) {
        check(
                kind.equals(CalibratedFit.AUTO) || Calibrator.KINDS.contains(kind),
                "calibration",
                kind,
                "auto or one of " + Wording.names(Calibrator.KINDS));
        calibration = kind;
        return this;
    }

    /**
     * Whether the model tells an interval beside each probability; {@code none} by default. It takes the five more fits that {@link
     * #calibrate} takes, once for both, and does not change the probability.
     *
     * @param kind {@code venn-abers}, see {@link VennAbers}, or {@code none}
     * @return this
     */
    public ChurnPipelineBuilder interval(String kind) {
        check(
                CalibratedFit.INTERVALS.contains(kind),
                "interval",
                kind,
                "one of " + Wording.names(CalibratedFit.INTERVALS));
        interval = kind;
        return this;
    }

    /**
     * The share of rows held out to judge on, chosen at random within each class; 0.2 by default.
     *
     * @param share from 0.01 to 0.9
     * @return this
     */
    public ChurnPipelineBuilder holdOut(double share) {
        check(share >= 0.01 && share <= 0.9, "holdOut", share, "a number from 0.01 to 0.9");
        holdOut = share;
        return this;
    }

    /**
     * How rows are divided, into those that are learnt from and those held out, and again inside training (early stopping,
     * cross-fitted encoding); {@link Split#auto} by default: by customer where an identifier repeats, otherwise at random with
     * each class by itself. A division in time is made where it is asked for. The column of customers is not learnt from.
     *
     * @param how the split
     * @return this
     */
    public ChurnPipelineBuilder split(Split how) {
        split = how;
        return this;
    }

    /**
     * Whether the model is fitted again on all labelled rows after judging, with the same settings and the number of rounds
     * found; true by default. If not, the model that was judged is kept.
     *
     * @param value whether
     * @return this
     */
    public ChurnPipelineBuilder refit(boolean value) {
        refit = value;
        return this;
    }

    /**
     * The probability from which a customer is predicted to leave; 0.5 by default.
     *
     * @param probability above 0, at most 1
     * @return this
     */
    public ChurnPipelineBuilder threshold(double probability) {
        return threshold(ThresholdRule.fixed(probability));
    }

    /**
     * How the probability is found from which a customer is predicted to leave; {@code ThresholdRule.fixed(0.5)} by default. One
     * that is learnt takes five more fits, of parts of the training rows.
     *
     * @param rule such as {@code ThresholdRule.profit()}, which needs a {@link #value}
     * @return this
     */
    public ChurnPipelineBuilder threshold(ThresholdRule rule) {
        threshold = rule;
        return this;
    }

    /**
     * What customers are worth and what a campaign to keep them costs; not known by default. The model then tells what its
     * decisions earn, and whom to contact.
     *
     * @param worth such as {@code CustomerValue.ofColumn("monthly_charge", 12, new Campaign(1, 10, 0.3))}
     * @return this
     */
    public ChurnPipelineBuilder value(CustomerValue worth) {
        value = worth;
        return this;
    }

    /**
     * How the table is made from raw files; nothing by default. It is kept with the pipeline and its model as it is, for
     * {@code churn-ml-snapshot} to make later tables, and the features of customers while they are served, in the same way.
     *
     * @param plan the settings of a {@code SnapshotPlan}, as {@code settings()} gives them
     * @return this
     */
    public ChurnPipelineBuilder snapshot(Map<String, Object> plan) {
        snapshot = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
        return this;
    }

    /**
     * Which segments of customers get models of their own; none by default. It is kept with the pipeline and its model as it is,
     * for {@code churn-ml-registry}; {@link ChurnPipeline#fit} trains one model of all rows.
     *
     * @param segments the settings of a {@code VariantSettings}, as {@code settings()} gives them
     * @return this
     */
    public ChurnPipelineBuilder variants(Map<String, Object> segments) {
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
        return this;
    }

    /**
     * What the positive class is; {@link Outcome#churn}, that customers leave, by default. It turns the words of
     * predictions, reasons and reports, and no number: {@code conversion_probability}, {@code will_convert}.
     *
     * @param value such as {@code new Outcome("conversion", true)}
     * @return this
     */
    public ChurnPipelineBuilder outcome(Outcome value) {
        outcome = value;
        return this;
    }

    /**
     * What decides every random step; 42 by default. The same seed and rows give the same bits.
     *
     * @param value any number
     * @return this
     */
    public ChurnPipelineBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * What an endpoint that serves the model does with columns that a row leaves out, and how it answers; {@link ServingDefaults#standard}, which
     * refuses the row, by default.
     *
     * @param value such as {@code ServingDefaults.standard().withOptional("region")}
     * @return this
     */
    public ChurnPipelineBuilder serving(ServingDefaults value) {
        serving = value;
        return this;
    }

    /**
     * The model's name; {@code churn} by default.
     *
     * @param value letters, digits, dots, dashes and underscores, at most 100
     * @return this
     */
    public ChurnPipelineBuilder name(String value) {
        check(NAME.matcher(value).matches(), "name", value, "a name of letters, digits, dots, dashes and underscores");
        name = value;
        return this;
    }

    /**
     * The model's semantic version; {@code 1.0.0} by default.
     *
     * @param value such as {@code 2.1.0}
     * @return this
     */
    public ChurnPipelineBuilder version(String value) {
        check(SEMANTIC_VERSION.matcher(value).matches(), "version", value, "a semantic version such as 1.0.0");
        version = value;
        return this;
    }

    /**
     * The pipeline.
     *
     * @return an immutable value
     * @throws ConfigurationException if no target was given, no learner where none is there by default, a threshold by profit
     *     without what customers are worth, or an interval beside probabilities that are to stay as among balanced classes
     */
    public ChurnPipeline build() {
        if (!interval.equals(CalibratedFit.NO_INTERVAL) && !correctPrior) {
            throw new ConfigurationException(
                    "An interval is asked for by " + Wording.value(interval)
                            + ", which tells rates as customers have them, and correctPrior is false, which leaves probabilities as"
                            + " among balanced classes: the two would not be of one thing.",
                    "Maybe leave one of them out.",
                    Where.nowhere());
        }
        if (threshold.needsValues() && value == null) {
            throw new ConfigurationException(
                    "Key 'threshold' holds (profit), but nothing says what customers are worth.",
                    "Maybe add value: {column: monthly_charge, months: 12, contactCost: 1, offerCost: 10, acceptance: 0.3}.",
                    Where.nowhere());
        }
        return new ChurnPipeline(this);
    }

    String requiredTarget() {
        if (target == null || target.isBlank()) {
            throw new ConfigurationException(
                    "The pipeline has no target.",
                    "Maybe call target(\"Churn\", \"Yes\") with the column that says who left.",
                    Where.nowhere());
        }
        return target;
    }

    Learner learner() {
        return learner == null ? Learners.standard() : learner;
    }

    private static void check(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new ConfigurationException(
                    "Key " + Wording.name(key) + " holds " + Wording.value(value) + " where " + allowed
                            + " is required.",
                    "",
                    Where.nowhere());
        }
    }
}
