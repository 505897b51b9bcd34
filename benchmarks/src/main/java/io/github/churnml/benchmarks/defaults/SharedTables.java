package io.github.churnml.benchmarks.defaults;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.prepare.TrainingRows;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.NoResampling;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The splits shared beside the project, {@code TABLE/SPLIT/train.csv} and {@code test.csv}; {@code peers.json} names each
 * table's target. Read, cleaned, imputed and encoded as a pipeline of defaults does, once for all candidates.
 */
final class SharedTables {

    private static final int QUICK_SPLITS = 2;
    private static final int SPLITS = 5;

    private final Path folder;
    private final Settings targets;

    /**
     * @param shared the folder shared beside the project
     * @throws ConfigurationException if there are no splits in it
     */
    SharedTables(Path shared) throws IOException {
        folder = shared.resolve("splits");
        Path peers = folder.resolve("peers.json");
        if (!Files.isRegularFile(peers)) {
            throw new ConfigurationException(
                    "There are no splits in (" + folder + ").",
                    "Maybe set CHURN_SHARED to the shared folder, or ask for generated tables alone: --tables generated.",
                    Where.nowhere());
        }
        targets = Settings.of(
                PlainJson.read(Files.readAllBytes(peers), Blame.configuration(peers), "the list of tables"),
                Blame.configuration(peers));
    }

    /** {@return the tables' names, sorted} */
    List<String> names() {
        return targets.keys().stream().sorted().toList();
    }

    /** {@return the splits of a table, two of them in a quick run} */
    List<Table> splits(String name, boolean quick) {
        String target = targets.section(name).text("target");
        List<Table> splits = new ArrayList<>();
        for (int split = 1; split <= (quick ? QUICK_SPLITS : SPLITS); split++) {
            Path here = folder.resolve(name).resolve(String.valueOf(split));
            splits.add(read(name, target, here));
        }
        return splits;
    }

    private static Table read(String name, String target, Path here) {
        Dataset train = Tables.readCsv(here.resolve("train.csv"));
        Preparation preparation = new Preparation(
                        Cleaning.standard(), List.of(), Imputing.standard(), Set.of(target), Map.of())
                .surveyed(train);
        TrainingRows rows = TrainingRows.select(preparation.asNumbers(train, target), target, null, List.of(), true);
        Seen seen = new Seen();
        FittedRecipe fitted = new Recipe(preparation, new NoResampling(), true, Encoding.standard(), seen)
                .fit(rows.data(), rows.labels(), 1, Progress.none())
                .fitted();
        Dataset test = Tables.readCsv(here.resolve("test.csv"));
        double[] outcomes =
                Arrays.stream(rows.target().labels(test)).asDoubleStream().toArray();
        return new Table(
                name,
                name,
                seen.data(),
                fitted.members().get(0).encoding().encode(fitted.preparation().table(test)),
                outcomes);
    }

    /** Learns nothing, and keeps what a pipeline gives to a learner that takes what {@code boosting} takes. */
    private static final class Seen implements Learner {

        private @Nullable TrainingData data;

        TrainingData data() {
            if (data == null) {
                throw new IllegalStateException("nothing was fitted");
            }
            return data;
        }

        @Override
        public String name() {
            return "seen";
        }

        @Override
        public Takes takes() {
            return HistogramGradientBoosting.builder().build().takes();
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public FittedLearner fit(TrainingData given, long seed, Progress progress) {
            data = given;
            // Of trees, which take what is missing.
            ForestBuilder nothing = new ForestBuilder(given.features().columns().length, 0);
            nothing.startTree().leaf(0, 1);
            return new FittedLearner(new ForestPredictor(nothing.build()), this, Map.of());
        }
    }
}
