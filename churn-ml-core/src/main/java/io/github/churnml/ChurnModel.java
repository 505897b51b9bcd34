package io.github.churnml;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Field;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.Schema;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.TableScan;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.drift.RowCounter;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.explain.ColumnShuffles;
import io.github.churnml.explain.Explanation;
import io.github.churnml.explain.Explanations;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.judge.ThresholdNotice;
import io.github.churnml.metrics.Metric;
import io.github.churnml.model.Identity;
import io.github.churnml.model.Manifest;
import io.github.churnml.model.ModelContents;
import io.github.churnml.model.ModelFile;
import io.github.churnml.model.Origin;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import io.github.churnml.recipe.FittedRecipe;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model, trained here or imported from another system: what it needs, what it predicts, how good it is. Immutable, safe
 * for any thread, saved as one file.
 */
public final class ChurnModel {

    private final ModelContents contents;
    private final Manifest manifest;
    private final FittedRecipe fitted;
    private final DecisionRule rule;
    private final ReferenceProfile reference;
    private final ServingDefaults serving;
    private final Outcome outcome;
    private final List<Notice> notices;

    ChurnModel(ModelContents contents, List<Notice> notices) {
        this.contents = contents;
        this.manifest = contents.manifest();
        this.fitted = contents.fitted();
        this.rule = contents.rule();
        this.reference = contents.reference();
        this.serving = ServingDefaults.ofPipeline(manifest.pipeline());
        this.outcome = Outcome.ofPipeline(manifest.pipeline());
        this.notices = List.copyOf(notices);
    }

    private ChurnModel(ModelContents contents) {
        this(contents, List.of());
    }

    /** The same settings as another fit of them learnt. */
    ChurnModel with(FittedRecipe other) {
        return new ChurnModel(new ModelContents(manifest, other, rule, reference));
    }

    /** Which model this library makes here and now. */
    static Identity identity(String name, String version, Instant created) {
        return new Identity(
                name, version, created, LibraryVersion.get(), Runtime.version().toString());
    }

    /**
     * A model that another system trained; {@code churn-ml-import} makes those of XGBoost and LightGBM. How good it is, and
     * what its customers were like, is not known.
     *
     * @param name the model's name
     * @param version its semantic version
     * @param created when it was taken over, in whole seconds
     * @param origin where it comes from
     * @param found what is worth telling of it, by name, as the notes of a learner are
     * @param fitted how a row is read, encoded and scored
     * @param target the outcome that it predicts
     * @param threshold the probability from which a customer is predicted to leave, between 0 and 1
     * @param notices what a user should know
     * @return the model, to be saved, loaded and scored like any other
     */
    public static ChurnModel imported(
            String name,
            String version,
            Instant created,
            Origin origin,
            Map<String, Object> found,
            FittedRecipe fitted,
            Target target,
            double threshold,
            List<Notice> notices) {
        Manifest manifest = Manifest.imported(identity(name, version, created), origin, threshold, found);
        DecisionRule rule = DecisionRule.of(target, Calibrator.none(), threshold);
        ReferenceProfile nothing = new ReferenceProfile(0, List.of());
        return new ChurnModel(new ModelContents(manifest, fitted, rule, nothing), notices);
    }

    /**
     * Loads a model file. Nothing in it is run; version, sizes and checksums are checked before anything is built.
     *
     * @param path the file
     * @return the model, which scores the same bits as the one that was saved
     * @throws io.github.churnml.error.ModelFileException if the file is not there, is not ours, is damaged or of a format
     *     that this version does not know
     */
    public static ChurnModel load(Path path) {
        return ModelFile.read(path, ChurnModel::new);
    }

    /**
     * Loads a model from a stream that holds the bytes of a model file, under the same limits and checks as a file. The stream
     * is read to its end and left open; one that does not begin as a model file does is not read any further.
     *
     * @param in the stream, of 1 GB at most
     * @return the model, which scores the same bits as the one that was saved
     * @throws io.github.churnml.error.ModelFileException if reading fails, or if the bytes are not ours, are damaged or of a
     *     format that this version does not know
     */
    public static ChurnModel load(InputStream in) {
        return ModelFile.read(in, ChurnModel::new);
    }

    /**
     * Loads a model from the bytes of a model file, under the same limits and checks as a file.
     *
     * @param bytes all of them, 1 GB at most; neither changed nor kept
     * @return the model, which scores the same bits as the one that was saved
     * @throws io.github.churnml.error.ModelFileException if the bytes are not ours, are damaged or of a format that this
     *     version does not know
     */
    public static ChurnModel load(byte[] bytes) {
        return ModelFile.read(bytes, ChurnModel::new);
    }

    /**
     * Saves the model as one file: written aside and moved into place, so that a reader never sees half of it.
     *
     * @param path the file, usually ending in {@code .churn}; an existing one is replaced
     * @throws io.github.churnml.error.OutputException if it cannot be written
     */
    public void save(Path path) {
        ModelFile.write(contents, path);
    }

    /**
     * Writes the bytes of {@link #save(Path)} to a stream, such as that of an object store or a database. The stream is
     * flushed and left open.
     *
     * @param out the stream
     * @throws io.github.churnml.error.OutputException if it cannot be written; what was written so far is not a model
     */
    public void save(OutputStream out) {
        ModelFile.write(contents, out);
    }

    /** {@return the bytes of the file that {@link #save(Path)} writes; the same model gives the same ones} */
    public byte[] toBytes() {
        return ModelFile.bytes(contents);
    }

    /** {@return the part that applications keep at hand to score rows} */
    public Scorer scorer() {
        return new Scorer(fitted, rule, new Explanations(fitted, reference, outcome), serving);
    }

    /**
     * {@return how well the pipeline did on rows it had not seen; {@link Evaluation#describes} says which. Of an imported model
     * it is {@linkplain Evaluation#isKnown not known} until {@link #evaluate} is asked}
     */
    public Evaluation evaluation() {
        return manifest.evaluation();
    }

    /**
     * Reads a table of any format as training read its own: what were levels in training are levels here too, whatever they look like,
     * and dates are read as training wrote them; an imported model's levels are kept with all their characters. Scoring the table then gives what scoring its rows of text gives.
     *
     * @param path the file
     * @param options charset, delimiter, sheet and progress; types of the model's inputs are set here
     * @return the table
     * @throws DataException if the file is not a usable table, or lacks an input column
     */
    public Dataset read(Path path, ReadOptions options) {
        ReadOptions typed = options;
        try (TableRows rows = TableRows.open(path, options)) {
            scorer().forColumns(rows.header());
            if (new Schema(rows.header().stream()
                            .map(name -> new Field(name, ColumnType.TEXT))
                            .toList())
                    .find(target().column())
                    .isPresent()) {
                typed = typed.withType(target().column(), ColumnType.CATEGORICAL);
            }
        }
        boolean texts = TableScan.hasTexts(path);
        for (Input input : inputs()) {
            boolean plain = input.readsPlain() || !texts;
            if (input.type() == ColumnType.DATE || input.type() == ColumnType.NUMERIC && !plain) {
                typed = typed.withType(input.name(), ColumnType.TEXT);
            } else if (input.type() != ColumnType.NUMERIC) {
                typed = typed.withType(input.name(), ColumnType.CATEGORICAL);
            }
            typed = input.readsLiteral() ? typed.withLiteral(input.name()) : typed;
        }
        return Tables.read(path, typed);
    }

    /**
     * Judges the model on a table with known outcomes; rows without a target, or with a label that is neither the positive nor
     * a negative one of {@link #target}, are left out and named in {@link Evaluation#describes}.
     *
     * @param data customers with the target column, none of which the model should have been trained on
     * @return how well it does there
     * @throws DataException if a needed column is not there or no row, or only one class, can be judged
     */
    public Evaluation evaluate(Dataset data) {
        return evaluate(data, target());
    }

    /**
     * Judges the model on a table that says in its own way who left; rows whose label says neither are left out.
     *
     * @param data customers with the target column, none of which the model should have been trained on
     * @param outcomes the column and the labels that say who left and who stayed
     * @return how well it does there
     * @throws DataException if a needed column is not there or no row, or only one class, can be judged
     */
    public Evaluation evaluate(Dataset data, Target outcomes) {
        return evaluate(data, outcomes, customerValue().orElse(null));
    }

    /**
     * Judges the model, in money too, on a table that says in its own way who left; rows whose label says neither are left out.
     *
     * @param data customers with the target column, none of which the model should have been trained on
     * @param outcomes the column and the labels that say who left and who stayed
     * @param value what customers are worth and what a campaign costs, or null to leave money aside
     * @return how well it does there
     * @throws DataException if a needed column is not there, no row, or only one class, can be judged, or a customer's value is
     *     missing or negative
     */
    public Evaluation evaluate(Dataset data, Target outcomes, @Nullable CustomerValue value) {
        KnownOutcomes known = KnownOutcomes.ofBothClasses(data, outcomes);
        double[] probabilities = scorer().score(known.data()).probabilities();
        Evaluation evaluation = known.judge(probabilities, rule, manifest.seed());
        return value == null
                ? evaluation
                : evaluation.withMoney(
                        known.labels(),
                        probabilities,
                        value.of(known.data(), inputs()),
                        value.campaign(),
                        manifest.seed());
    }

    /**
     * Says so where decisions at the model's threshold find nearly nobody or nearly everybody of a table with known outcomes,
     * and names the threshold from which as many customers are predicted to leave as did. Training notices the same of its
     * hold-out, see {@link #notices}.
     *
     * @param data the table that was judged
     * @param outcomes the column and the labels that say who left and who stayed; {@link #target} if it is as in training
     * @param evaluation what {@link #evaluate} said of it
     * @return a notice, or nothing where about as many are predicted as left
     */
    public Optional<Notice> thresholdNotice(Dataset data, Target outcomes, Evaluation evaluation) {
        if (!ThresholdNotice.isDue(evaluation.confusion())) {
            return Optional.empty();
        }
        KnownOutcomes known = KnownOutcomes.of(data, outcomes);
        return ThresholdNotice.of(
                evaluation, known.labels(), scorer().score(known.data()).probabilities(), outcome);
    }

    /**
     * How much worse the model does on a table with known outcomes once a column is shuffled, by the area under the ROC
     * curve, over 20 repeats; see {@link PermutationImportance}, also for what it does not tell. Rows without a target are
     * left out.
     *
     * @param data customers with the target column, none of which the model should have been trained on
     * @return one drop per raw column that the model needs
     * @throws DataException if a needed column is not there or no row, or only one class, can be judged
     */
    public PermutationImportance permutationImportance(Dataset data) {
        return permutationImportance(data, Metric.ROC_AUC, PermutationImportance.REPEATS);
    }

    /**
     * How much worse the model does on a table with known outcomes once a column is shuffled.
     *
     * @param data customers with the target column, none of which the model should have been trained on
     * @param metric what is measured; metrics of decisions take the model's threshold
     * @param repeats how often each column is shuffled, 2 to 1,000
     * @return one drop per raw column that the model needs; the model's seed decides every shuffle
     * @throws DataException if a needed column is not there or no row, or only one class, can be judged
     * @throws io.github.churnml.error.ConfigurationException if there are too few or too many repeats
     */
    public PermutationImportance permutationImportance(Dataset data, Metric metric, int repeats) {
        return permutationImportance(data, target(), metric, repeats);
    }

    /**
     * How much worse the model does once a column is shuffled on a table that says in its own way who left.
     *
     * @param data customers with the target column, none of which the model should have been trained on
     * @param outcomes the column and the labels that say who left and who stayed
     * @param metric what is measured; metrics of decisions take the model's threshold
     * @param repeats how often each column is shuffled, 2 to 1,000
     * @return one drop per raw column that the model needs; the model's seed decides every shuffle
     * @throws DataException if a needed column is not there or no row, or only one class, can be judged
     * @throws io.github.churnml.error.ConfigurationException if there are too few or too many repeats
     */
    public PermutationImportance permutationImportance(Dataset data, Target outcomes, Metric metric, int repeats) {
        KnownOutcomes known = KnownOutcomes.ofBothClasses(data, outcomes);
        return new ColumnShuffles(fitted, known.labels(), metric, rule).run(known.data(), repeats, manifest.seed());
    }

    /**
     * How much each column contributes to the log-odds of a table's rows on average, whichever way: the mean of
     * |contribution|, see {@link Explanation}. Needs no outcomes; runs on all cores.
     *
     * @param data a table with all input columns
     * @return log-odds by column, largest first; all 0 for a table without rows
     * @throws DataException if an input column is not there, or a value is of a wrong type
     */
    public Map<String, Double> meanAbsoluteContributions(Dataset data) {
        return new Explanations(fitted, reference, outcome).meanAbsolute(data);
    }

    /** {@return where the model comes from} */
    public Manifest manifest() {
        return manifest;
    }

    /** {@return what an endpoint does with columns that a row leaves out: what the pipeline says, or the standard} */
    public ServingDefaults serving() {
        return serving;
    }

    /** {@return what the positive class is, and the words for it: what the pipeline says, or that customers leave} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the raw columns that are needed to score} */
    public List<Input> inputs() {
        return fitted.preparation().inputs();
    }

    /** {@return what is predicted} */
    public Target target() {
        return rule.target();
    }

    /** {@return the probability from which a customer is predicted to leave} */
    public double threshold() {
        return rule.threshold();
    }

    /** {@return what customers are worth and what a campaign costs, as its pipeline says; empty where that is not known} */
    public Optional<CustomerValue> customerValue() {
        return CustomerValue.ofPipeline(manifest.pipeline());
    }

    /** {@return the same model without its calibrator, which takes log-odds as they are; to see what calibration does} */
    public ChurnModel uncalibrated() {
        DecisionRule plain = DecisionRule.of(target(), Calibrator.none(), threshold())
                .with(rule.vennAbers().orElse(null));
        return new ChurnModel(new ModelContents(manifest, fitted, plain, reference), notices);
    }

    /**
     * The same model under another version; every score keeps its bits.
     *
     * @param version a semantic version
     * @return the model
     */
    public ChurnModel withVersion(String version) {
        return new ChurnModel(new ModelContents(manifest.withVersion(version), fitted, rule, reference), notices);
    }

    /** {@return what turns the model's log-odds into probabilities, decisions and risk tiers} */
    public DecisionRule decisionRule() {
        return rule;
    }

    /** {@return how much each column counts, adding up to 1, largest first: the loss that its splits save, or |coefficient|} */
    public Map<String, Double> importances() {
        return fitted.importances();
    }

    /**
     * {@return what the training rows looked like, to compare later rows with; of no rows and no columns for an imported
     * model}
     */
    public ReferenceProfile referenceProfile() {
        return reference;
    }

    /**
     * Tells whether customers still look like those that the model was trained on: the rows over the bins of the reference
     * profile, and the model's scores over those of its training. A table too large for memory is compared by {@link
     * io.github.churnml.drift.TableTally}, rows that come one by one by {@link RowCounter}.
     *
     * @param data customers with all columns that the model needs
     * @param settings when a column has drifted
     * @return how they differ; the verdict of fewer rows than the settings ask for is that there are not enough
     * @throws ConfigurationException if the model does not know its training rows, as an imported one
     * @throws DataException if a needed column is not there, or holds a value of a wrong type
     */
    public DriftReport drift(Dataset data, DriftSettings settings) {
        List<Input> inputs = inputs();
        RowCounter counter = RowCounter.of(reference, inputs)
                .orElseThrow(() -> new ConfigurationException(
                        "The model " + Wording.name(manifest.name()) + " does not say what it was trained on.",
                        "Maybe it was imported from another system: compare with its training table.",
                        Where.nowhere()));
        DriftWindow window = counter.count(data, scorer().score(data).probabilities());
        return new DriftDetector(settings).compare(window);
    }

    /** {@return what was noticed while reading, and fitting or importing; empty for a model that was loaded} */
    public List<Notice> notices() {
        return notices;
    }

    /** {@return its name, version, learner, target and number of columns, for logs; nothing of any customer} */
    @Override
    public String toString() {
        Object learner = manifest.pipeline().get("learner");
        Object name = learner instanceof Map<?, ?> settings ? settings.get("name") : learner;
        return "ChurnModel[" + manifest.name() + " " + manifest.version() + (name == null ? "" : ", learner " + name)
                + ", target " + target().column() + ", " + inputs().size() + " columns]";
    }

    FittedRecipe fitted() {
        return fitted;
    }
}
