package io.github.churnml;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.split.Split;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.learn.Learner;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.Resampler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a churn model: what to predict, from which columns, prepared how, learnt by what, judged how. An immutable
 * value with a YAML twin, key for key: {@code ChurnPipeline.parseYaml(pipeline.toYaml())} equals {@code pipeline}.
 */
public final class ChurnPipeline {

    private final String name;
    private final String version;
    private final String target;
    private final @Nullable String positive;
    private final Outcome outcome;
    private final List<String> negative;
    private final List<String> exclude;
    private final Map<String, ColumnType> types;
    private final Cleaning cleaning;
    private final List<DerivedFeature> derive;
    private final Imputing imputing;
    private final Resampler balance;
    private final boolean correctPrior;
    private final Encoding encoding;
    private final @Nullable ColumnSelection select;
    private final Learner learner;
    private final String calibration;
    private final String interval;
    private final double holdOut;
    private final Split split;
    private final boolean refit;
    private final ThresholdRule threshold;
    private final @Nullable CustomerValue value;
    private final Map<String, Object> snapshot;
    private final Map<String, Object> variants;
    private final long seed;
    private final ServingDefaults serving;

    ChurnPipeline(ChurnPipelineBuilder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.target = builder.requiredTarget();
        this.positive = builder.positive;
        this.outcome = builder.outcome;
        this.negative = builder.negative;
        this.exclude = List.copyOf(builder.exclude);
        this.types = Map.copyOf(builder.types);
        this.cleaning = builder.cleaning;
        this.derive = List.copyOf(builder.derive);
        this.imputing = builder.imputing;
        this.balance = builder.balance;
        this.correctPrior = builder.correctPrior;
        this.encoding = builder.encoding;
        this.select = builder.select;
        this.learner = builder.learner();
        this.calibration = builder.calibration;
        this.interval = builder.interval;
        this.holdOut = builder.holdOut;
        this.split = builder.split;
        this.refit = builder.refit;
        this.threshold = builder.threshold;
        this.value = builder.value;
        this.snapshot = builder.snapshot;
        this.variants = builder.variants;
        this.seed = builder.seed;
        this.serving = builder.serving;
    }

    /** {@return a new builder; only the target has no default} */
    public static ChurnPipelineBuilder builder() {
        return new ChurnPipelineBuilder();
    }

    /** {@return a builder that starts from this pipeline's settings} */
    public ChurnPipelineBuilder toBuilder() {
        return new ChurnPipelineBuilder(this);
    }

    /**
     * Reads a pipeline from a YAML file.
     *
     * @param path the file, UTF-8
     * @return the pipeline
     * @throws io.github.churnml.error.ConfigurationException if the file cannot be read, is not YAML, or a key is unknown
     *     (naming the nearest) or holds a wrong value; it names the file, and the line of the key
     */
    public static ChurnPipeline readYaml(Path path) {
        return PipelineYaml.read(path);
    }

    /**
     * Reads a pipeline from YAML.
     *
     * @param yaml the text
     * @return the pipeline
     * @throws io.github.churnml.error.ConfigurationException if it is not YAML, or a key is unknown (naming the nearest) or
     *     holds a wrong value
     */
    public static ChurnPipeline parseYaml(String yaml) {
        return PipelineYaml.parse(yaml);
    }

    /**
     * Reads the settings of a YAML file without taking them for a pipeline yet, so that a program can change some first.
     * Its keys and their values are checked one by one; whether they fit together, and whether the target is named, is not.
     *
     * @param path the file, UTF-8
     * @return keys to texts, numbers, booleans, lists and further mappings; changeable
     * @throws io.github.churnml.error.ConfigurationException if the file cannot be read, is not a YAML mapping, or a key is
     *     unknown or holds a wrong value
     */
    public static Map<String, Object> readSettings(Path path) {
        return PipelineYaml.tree(path);
    }

    /**
     * Reads settings from YAML without taking them for a pipeline yet.
     *
     * @param yaml the text
     * @return keys to texts, numbers, booleans, lists and further mappings; changeable
     * @throws io.github.churnml.error.ConfigurationException if it is not a YAML mapping
     */
    public static Map<String, Object> parseSettings(String yaml) {
        return PipelineYaml.tree(yaml);
    }

    /**
     * Takes settings for a pipeline; absent keys take their defaults.
     *
     * @param settings keys and values as a YAML file has them
     * @return the pipeline
     * @throws io.github.churnml.error.ConfigurationException if a key is unknown (naming the nearest) or holds a wrong value
     */
    public static ChurnPipeline ofSettings(Map<String, ?> settings) {
        return PipelineYaml.of(settings);
    }

    /** {@return the settings as the YAML has them, every default spelt out} */
    public Map<String, Object> toSettings() {
        return PipelineYaml.settings(this);
    }

    /** {@return the pipeline as YAML, every default spelt out} */
    public String toYaml() {
        return PipelineYaml.write(this);
    }

    /**
     * Learns, judges on the hold-out, and (unless told otherwise) learns again on all labelled rows.
     *
     * @param data the customers, with the target column
     * @return the model, with its evaluation
     * @throws io.github.churnml.error.DataException if the table cannot be learnt from
     * @throws io.github.churnml.error.ConfigurationException if the pipeline does not fit the table
     * @throws io.github.churnml.error.TrainingException if the learner finds nothing to learn
     */
    public ChurnModel fit(Dataset data) {
        return fit(data, FitOptions.standard());
    }

    /**
     * Learns, judges on the hold-out, and (unless told otherwise) learns again on all labelled rows.
     *
     * @param data the customers, with the target column
     * @param options who is told about progress, what the manifest says
     * @return the model, with its evaluation
     * @throws io.github.churnml.error.DataException if the table cannot be learnt from
     * @throws io.github.churnml.error.ConfigurationException if the pipeline does not fit the table
     * @throws io.github.churnml.error.TrainingException if the learner finds nothing to learn
     */
    public ChurnModel fit(Dataset data, FitOptions options) {
        return FitThreads.run(options.threads(), () -> new PipelineFit(this, data, options).run());
    }

    /**
     * Fits and judges this pipeline in every fold of a table; nothing that a fold's rows say is learnt from when they are judged.
     *
     * @param data the customers, with the target column
     * @param folds how many folds, at least 2; 5 is usual
     * @return what is said of each row by a model that has not learnt from it, to be judged by {@link OutOfFold#evaluation}
     * @throws io.github.churnml.error.DataException if the table cannot be learnt from or divided so
     * @throws io.github.churnml.error.ConfigurationException if the pipeline does not fit the table, or folds are out of range
     * @throws io.github.churnml.error.TrainingException if the learner finds nothing to learn
     */
    public OutOfFold crossValidate(Dataset data, int folds) {
        return crossValidation(data, folds, 1).run().get(0);
    }

    /**
     * Divides the rows of a table that can be learnt from into folds, as {@link #split} says, on which this pipeline's recipe and
     * variants of it can be fitted and judged.
     *
     * @param data the customers, with the target column
     * @param folds how many folds, at least 2
     * @param repeats how often rows are divided anew, at least 1; 1 in the order of time
     * @return the folds, with this pipeline's recipe
     * @throws io.github.churnml.error.DataException if the table cannot be learnt from or divided so
     * @throws io.github.churnml.error.ConfigurationException if the pipeline does not fit the table, or folds or repeats are out
     *     of range
     */
    public CrossValidation crossValidation(Dataset data, int folds, int repeats) {
        return new PipelineFit(this, data, FitOptions.standard()).crossValidation(folds, repeats);
    }

    /** {@return the model's name} */
    public String name() {
        return name;
    }

    /** {@return the model's semantic version} */
    public String version() {
        return version;
    }

    /** {@return the target's column} */
    public String target() {
        return target;
    }

    /** {@return the label of customers who left, or empty if it is worked out} */
    public Optional<String> positive() {
        return Optional.ofNullable(positive);
    }

    /** {@return the labels of customers who stayed, or empty if they are worked out} */
    public List<String> negative() {
        return negative;
    }

    /** {@return the columns that learners must not see} */
    public List<String> exclude() {
        return exclude;
    }

    /** {@return types declared by the user} */
    public Map<String, ColumnType> types() {
        return types;
    }

    /** {@return how raw values are cleaned} */
    public Cleaning clean() {
        return cleaning;
    }

    /** {@return derived features, in order} */
    public List<DerivedFeature> derive() {
        return derive;
    }

    /** {@return how missing values are filled in} */
    public Imputing impute() {
        return imputing;
    }

    /** {@return how the proportion of the classes is changed in the rows that are learnt from} */
    public Resampler balance() {
        return balance;
    }

    /** {@return whether probabilities that balancing shifts are shifted back} */
    public boolean correctPrior() {
        return correctPrior;
    }

    /** {@return how levels are encoded} */
    public Encoding encode() {
        return encoding;
    }

    /** {@return how columns are chosen; empty where all are learnt from} */
    public Optional<ColumnSelection> select() {
        return Optional.ofNullable(select);
    }

    /** {@return what learns} */
    public Learner learner() {
        return learner;
    }

    /** {@return how log-odds become probabilities: {@code auto}, or one of {@link io.github.churnml.decide.Calibrator#KINDS}} */
    public String calibration() {
        return calibration;
    }

    /** {@return the interval beside each probability: {@code none} or {@code venn-abers}} */
    public String interval() {
        return interval;
    }

    /** {@return the share of rows held out to judge on} */
    public double holdOut() {
        return holdOut;
    }

    /** {@return how rows are divided, wherever they are} */
    public Split split() {
        return split;
    }

    /** {@return whether the model is fitted again on all rows after judging} */
    public boolean refit() {
        return refit;
    }

    /**
     * {@return the probability from which a customer is predicted to leave; 0.5 where it is learnt, see {@link
     * #thresholdRule}}
     */
    public double threshold() {
        return threshold.isFixed() ? threshold.numbers().get(0) : 0.5;
    }

    /** {@return how the probability is found from which a customer is predicted to leave} */
    public ThresholdRule thresholdRule() {
        return threshold;
    }

    /** {@return what customers are worth and what a campaign costs; empty where that is not known} */
    public Optional<CustomerValue> value() {
        return Optional.ofNullable(value);
    }

    /** {@return how the table is made from raw files, as the settings of a {@code SnapshotPlan}; empty if it is one} */
    public Map<String, Object> snapshot() {
        return snapshot;
    }

    /** {@return which segments of customers have models of their own, as the settings of {@code VariantSettings}; empty if none} */
    public Map<String, Object> variants() {
        return variants;
    }

    /** {@return what decides every random step} */
    public long seed() {
        return seed;
    }

    /** {@return what the positive class is, and the words for it} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return what an endpoint that serves the model does with columns that a row leaves out} */
    public ServingDefaults serving() {
        return serving;
    }

    Recipe recipe(String targetColumn) {
        Set<String> hidden = new TreeSet<>(exclude);
        hidden.add(targetColumn);
        Preparation preparation = new Preparation(cleaning, derive, imputing, hidden, types);
        return new Recipe(preparation, balance, correctPrior, encoding, learner, select);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChurnPipeline that
                && PipelineYaml.settings(this).equals(PipelineYaml.settings(that));
    }

    @Override
    public int hashCode() {
        return PipelineYaml.settings(this).hashCode();
    }

    @Override
    public String toString() {
        return toYaml();
    }
}
