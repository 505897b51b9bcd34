package io.github.churnml.forest.foreign;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.forest.Forest;
import io.github.churnml.settings.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A forest that another system grew, with what its file says of the features. Immutable, safe for any thread; the package
 * says what can be read. The forest's score is the other system's raw output: log-odds of the positive class.
 */
public final class ForeignForest {

    static final long LARGEST_FILE = 512L << 20;

    private final Forest forest;
    private final List<ForeignFeature> features;
    private final LevelLists lists;
    private final double missing;
    private final String origin;
    private final String objective;
    private final @Nullable Integer bestTrees;
    private final boolean usesBest;
    private final String sha256;

    ForeignForest(
            Forest forest,
            List<ForeignFeature> features,
            LevelLists lists,
            double missing,
            String origin,
            String objective,
            @Nullable Integer bestTrees,
            boolean usesBest,
            String sha256) {
        this.forest = forest;
        this.features = List.copyOf(features);
        this.lists = lists;
        this.missing = missing;
        this.origin = origin;
        this.objective = objective;
        this.bestTrees = bestTrees;
        this.usesBest = usesBest;
        this.sha256 = sha256;
    }

    /**
     * Reads a model file of XGBoost (JSON or UBJSON) or LightGBM (text), told apart by content.
     *
     * @param path the file, of 512 MB at most
     * @return the forest
     * @throws ModelFileException if the file is not there, is of another format, holds a model whose output is no log-odds of
     *     one class, or is damaged; names the tree and the node where there is one
     */
    public static ForeignForest read(Path path) {
        return of(bytes(path), (problem, maybe) -> Blame.modelFile(path)
                .of("Model file " + Wording.path(path) + " cannot be imported. " + problem, maybe));
    }

    /**
     * Reads the bytes of a model file, as {@link #read(Path)} does.
     *
     * @param bytes the content of a file, not changed
     * @return the forest
     * @throws ModelFileException as {@link #read(Path)} does, without a path
     */
    public static ForeignForest of(byte[] bytes) {
        return of(
                bytes, (problem, maybe) -> Blame.modelFile(null).of("The model cannot be imported. " + problem, maybe));
    }

    private static ForeignForest of(byte[] bytes, Blame blame) {
        if (bytes.length > LARGEST_FILE) {
            throw blame.of("It is larger than 512 MB.", "Maybe train with fewer or smaller trees.");
        }
        String sha256 = Sha256.hex(bytes);
        return switch (FileKind.of(bytes)) {
            case JSON -> new XgboostReader(new JsonTokens(bytes, blame), sha256).read();
            case UBJSON -> new XgboostReader(new UbjsonTokens(bytes, blame), sha256).read();
            case LIGHTGBM_TEXT -> new LightGbmReader(bytes, blame, sha256).read();
            default -> throw FileKind.of(bytes).refusal(blame);
        };
    }

    /** {@return the trees; {@link io.github.churnml.forest.Precision#FLOAT} if they are XGBoost's} */
    public Forest forest() {
        return forest;
    }

    /** {@return the features that a row has, in the order of its values; as many as {@link Forest#features}} */
    public List<ForeignFeature> features() {
        return features;
    }

    /** {@return level names whose features the file does not say, as LightGBM writes them} */
    public LevelLists levelLists() {
        return lists;
    }

    /**
     * {@return the number that stands for a missing value in every feature, besides {@code NaN}, as XGBoost's scikit-learn
     * wrapper was told and up to version 2.0 wrote into its files; {@code NaN} if there is none}
     */
    public double missing() {
        return missing;
    }

    /** {@return the features' names, in order; empty if the file names none, or only counts them as {@code Column_0} does} */
    public List<String> featureNames() {
        List<String> names = features.stream().map(ForeignFeature::name).toList();
        return names.stream().anyMatch(String::isEmpty) ? List.of() : names;
    }

    /** {@return which system grew the trees, such as {@code XGBoost 2.1.3}} */
    public String origin() {
        return origin;
    }

    /** {@return what the trees were grown for, as the file says it, such as {@code binary:logistic}} */
    public String objective() {
        return objective;
    }

    /**
     * How many trees the other system's best iteration has, where training stopped early and the file says so. XGBoost's
     * {@code Booster.predict} uses all trees nevertheless; its scikit-learn wrapper uses these.
     *
     * @return the number, less than there are trees; empty if all trees are the best or the file does not say
     */
    public OptionalInt bestTrees() {
        return bestTrees == null ? OptionalInt.empty() : OptionalInt.of(bestTrees);
    }

    /** {@return whether what saved the file predicts by the best trees alone: XGBoost's scikit-learn wrapper} */
    public boolean usesBestTrees() {
        return usesBest;
    }

    /**
     * The same with the first trees alone.
     *
     * @param trees how many to keep, at most as many as there are
     * @return a forest without a better number of trees
     * @throws IllegalArgumentException if the forest has fewer trees
     */
    public ForeignForest firstTrees(int trees) {
        return new ForeignForest(
                forest.firstTrees(trees), features, lists, missing, origin, objective, null, usesBest, sha256);
    }

    /** {@return the SHA-256 of the file's bytes, in 64 hexadecimal digits} */
    public String sha256() {
        return sha256;
    }

    private static byte[] bytes(Path path) {
        try {
            if (!Files.exists(path)) {
                throw refused(path, "is not there", "Maybe the path is wrong.", null);
            }
            if (Files.isDirectory(path)) {
                throw refused(path, "is a folder", "Maybe the model file inside it was meant.", null);
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw refused(
                        path, "is larger than 512 MB", "Maybe it is no model, or has more trees than it needs.", null);
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw refused(path, "cannot be read", "Maybe check its permissions.", e);
        }
    }

    private static ModelFileException refused(Path path, String why, String maybe, @Nullable IOException cause) {
        return new ModelFileException(
                "Model file " + Wording.path(path) + " " + why + ".", maybe, Where.in(path), cause);
    }
}
