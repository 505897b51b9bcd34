package io.github.churnml.imported;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.model.Origin;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.GivenColumn;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration for importing a model that XGBoost or LightGBM trained. A value with "withers":
 * each returns a changed copy.
 *
 * <pre>{@code
 * ChurnModel model = ModelImport.from(Path.of("model.json"))
 *         .withSchema(ImportSchema.read(Path.of("schema.yaml")))   // where the file does not say enough
 *         .toModel();
 * model.save(Path.of("model.churn"));
 * }</pre>
 *
 * <p>The model scores as the other system does, without it: its own arithmetic, nothing filled in, codes as it was trained
 * with. What it was trained on and how good it is, its file does not say; {@link ChurnModel#evaluate} does, on customers whose
 * outcome is known.
 */
public final class ModelImport {

    private static final String NAME = "imported";
    private static final String VERSION = "1.0.0";

    private final ForeignForest foreign;
    private final ImportSchema schema;
    private final @Nullable String name;
    private final String file;
    private final Instant created;
    private final @Nullable Boolean bestIteration;

    private ModelImport(
            ForeignForest foreign,
            ImportSchema schema,
            @Nullable String name,
            String file,
            Instant created,
            @Nullable Boolean bestIteration) {
        this.foreign = foreign;
        this.schema = schema;
        this.name = name;
        this.file = file;
        this.created = created;
        this.bestIteration = bestIteration;
    }

    /**
     * Reads a model file, whose name without its ending becomes the model's.
     *
     * @param path a file of XGBoost (JSON or UBJSON) or LightGBM (text)
     * @return the import, without a schema
     * @throws io.github.churnml.error.ModelFileException as {@link ForeignForest#read} does
     */
    public static ModelImport from(Path path) {
        Path last = path.getFileName();
        String stem = last == null ? "" : last.toString().replaceFirst("\\.[^.]*$", "");
        return new ModelImport(
                ForeignForest.read(path), ImportSchema.none(), null, stem.isBlank() ? NAME : stem, now(), null);
    }

    /**
     * Takes a forest that was read before.
     *
     * @param foreign the forest
     * @return the import, without a schema and named {@code imported}
     */
    public static ModelImport of(ForeignForest foreign) {
        return new ModelImport(foreign, ImportSchema.none(), null, NAME, now(), null);
    }

    /**
     * With a description of the tables to score.
     *
     * @param description the columns, and what else the model file does not say
     * @return a changed copy
     */
    public ModelImport withSchema(ImportSchema description) {
        return new ModelImport(foreign, description, name, file, created, bestIteration);
    }

    /**
     * With a name, whatever schema and file say.
     *
     * @param given the model's name
     * @return a changed copy
     */
    public ModelImport withName(String given) {
        return new ModelImport(foreign, schema, given, file, created, bestIteration);
    }

    /**
     * With a fixed time of creation, so that two imports give the same bytes.
     *
     * @param time the time to write, cut to whole seconds
     * @return a changed copy
     */
    public ModelImport withCreated(Instant time) {
        return new ModelImport(foreign, schema, name, file, time.truncatedTo(ChronoUnit.SECONDS), bestIteration);
    }

    /**
     * With the trees up to the best iteration only, as XGBoost's scikit-learn wrapper predicts after stopping early, or with
     * all, as its {@code Booster.predict} does. Where the file names no best iteration both are the same.
     *
     * @param on whether later trees are left out; by default if the wrapper saved the file
     * @return a changed copy
     */
    public ModelImport withBestIteration(boolean on) {
        return new ModelImport(foreign, schema, name, file, created, on);
    }

    /**
     * Makes the model.
     *
     * @return a model that is saved, loaded and scored like any other, with what is worth knowing as its notices
     * @throws io.github.churnml.error.ConfigurationException if the schema does not fit the model
     * @throws io.github.churnml.error.ModelFileException if the model has no features, or more than a table can have
     */
    public ChurnModel toModel() {
        List<Notice> notices = new ArrayList<>();
        ForeignForest used = chosen(notices);
        List<GivenColumn> columns = new ImportedColumns(used, schema, notices).columns();
        FittedPreparation preparation = FittedPreparation.asGiven(columns);
        FittedEncoding encoding = FittedEncoding.asGiven(columns);
        Member member = new Member(encoding, new ForestPredictor(used.forest()));
        return ChurnModel.imported(
                Optional.ofNullable(name)
                        .or(() -> Optional.ofNullable(schema.name()))
                        .orElse(file),
                Optional.ofNullable(schema.version()).orElse(VERSION),
                created,
                new Origin(used.origin(), used.objective(), used.sha256()),
                Map.of("trees", used.forest().trees()),
                new FittedRecipe(preparation, List.of(member)),
                schema.target(),
                schema.threshold(),
                notices);
    }

    private ForeignForest chosen(List<Notice> notices) {
        if (foreign.bestTrees().isEmpty()) {
            return foreign;
        }
        int best = foreign.bestTrees().getAsInt();
        boolean onlyBest = bestIteration == null ? foreign.usesBestTrees() : bestIteration;
        if (bestIteration == null || !onlyBest) {
            notices.add(new Notice(
                    "best-iteration",
                    "",
                    "Training stopped early: the first " + best + " of "
                            + foreign.forest().trees() + " trees were best. "
                            + (onlyBest
                                    ? "They alone are used, as XGBoost's scikit-learn wrapper does, which saved the file;"
                                            + " its " + Wording.name("Booster.predict")
                                            + " uses all, and so can the import."
                                    : "All are used, as " + Wording.name("Booster.predict")
                                            + " does; XGBoost's scikit-learn wrapper uses the best ones, and so can the"
                                            + " import.")));
        }
        return onlyBest ? foreign.firstTrees(best) : foreign;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
