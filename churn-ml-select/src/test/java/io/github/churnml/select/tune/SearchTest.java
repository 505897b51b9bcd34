package io.github.churnml.select.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches where fitting is a formula. */
class SearchTest {

    private static final SearchSpace SPACE = SearchSpace.of(
            Dimension.uniform("x", 0, 1), Dimension.whole("n", 0, 9), Dimension.choice("c", "a", "b", "bad"));

    private static final Map<String, Object> OWN = Map.of("x", 0.5, "n", 5, "c", "a");
    private static final Map<String, ?> ABOUT = Map.of("data", Map.of("fingerprint", "abc"), "folds", 5);

    @TempDir
    Path folder;

    /** Best at x = 0.2, n = 7 and c = b; each fold has its own height and some noise of each settings' own. */
    private static final class Formula implements Judge {

        final AtomicInteger asked = new AtomicInteger();
        final double noise;

        Formula(double noise) {
            this.noise = noise;
        }

        @Override
        public int folds() {
            return 5;
        }

        @Override
        public double value(Map<String, Object> settings, int fold) {
            asked.incrementAndGet();
            double x = (double) settings.get("x");
            double n = (int) settings.get("n");
            if (settings.get("c").equals("bad") && n == 3) {
                throw new TrainingException("Nothing learnt in fold " + fold + ".", "", Where.nowhere());
            }
            double bad =
                    settings.get("c").equals("bad") ? 0.2 : settings.get("c").equals("a") ? 0.02 : 0;
            double height = 0.01 * Math.sin(fold);
            double chance = noise * Math.sin(1000 * x + 77 * n + 13 * fold);
            return 0.9 - (x - 0.2) * (x - 0.2) - (n - 7) * (n - 7) / 500 - bad + height + chance;
        }
    }

    @ParameterizedTest
    @EnumSource
    void run_anyNumberOfThreads_writesTheSameBytes(SearchMethod method) throws Exception {
        List<byte[]> files = new ArrayList<>();
        List<List<Trial>> trials = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            Path file = folder.resolve(threads + ".jsonl");
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                trials.add(pool.submit(() -> run(method, 30, file, new Formula(0.002)))
                        .get());
            } finally {
                pool.shutdown();
            }
            files.add(Files.readAllBytes(file));
        }
        assertThat(files.get(1)).isEqualTo(files.get(0));
        assertThat(files.get(2)).isEqualTo(files.get(0));
        assertThat(trials.get(1))
                .isEqualTo(trials.get(0))
                .isEqualTo(trials.get(2))
                .hasSize(30);
        assertThat(trials.get(0).stream().map(Trial::settings).distinct()).hasSize(30);
    }

    @ParameterizedTest
    @EnumSource
    void run_cutShortAnywhere_goesOnToTheSameBytes(SearchMethod method) throws IOException {
        Path whole = folder.resolve("whole.jsonl");
        Formula all = new Formula(0.002);
        List<Trial> expected = run(method, 20, whole, all);
        byte[] bytes = Files.readAllBytes(whole);
        int cut = 0;
        for (int length = 0; length < bytes.length; length += 97) {
            Path file = Files.write(folder.resolve("cut.jsonl"), Arrays.copyOf(bytes, length));
            Formula rest = new Formula(0.002);

            assertThat(run(method, 20, file, rest)).isEqualTo(expected);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
            assertThat(rest.asked.get()).isLessThanOrEqualTo(all.asked.get());
            cut += rest.asked.get() < all.asked.get() ? 1 : 0;
        }
        assertThat(cut).isPositive();
        Formula nothing = new Formula(0.002);
        assertThat(run(method, 20, whole, nothing)).isEqualTo(expected);
        assertThat(nothing.asked.get()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "TPE"})
    void run_moreTrialsThanBefore_goesOnAsIfNeverEnded(SearchMethod method) throws IOException {
        Path file = folder.resolve("trials.jsonl");
        Path whole = folder.resolve("whole.jsonl");
        run(method, 13, file, new Formula(0.002));
        run(method, 30, file, new Formula(0.002));
        run(method, 30, whole, new Formula(0.002));

        assertThat(file).hasSameBinaryContentAs(whole);
        assertThat(run(method, 13, file, new Formula(0.002))).hasSize(13);
    }

    @Test
    void run_tpe_comesNearerThanRandomOverSeeds() {
        double tpe = 0;
        double random = 0;
        for (long seed = 0; seed < 30; seed++) {
            tpe += best(SearchMethod.TPE, seed);
            random += best(SearchMethod.RANDOM, seed);
        }
        assertThat(tpe).isGreaterThan(random);
    }

    private static double best(SearchMethod method, long seed) {
        Formula formula = new Formula(0);
        TuningPlan plan = new TuningPlan(method, 41, true, true, seed);
        return Search.best(search(plan, formula, TrialLog.none()).run(OWN), 5, true)
                .mean();
    }

    @Test
    void run_trialClearlyBehind_isStoppedAndTheBestIsNot() {
        Formula pruned = new Formula(0.002);
        Formula whole = new Formula(0.002);
        List<Trial> some = search(new TuningPlan(SearchMethod.RANDOM, 60, true, true, 1), pruned, TrialLog.none())
                .run(OWN);
        List<Trial> all = search(new TuningPlan(SearchMethod.RANDOM, 60, false, true, 1), whole, TrialLog.none())
                .run(OWN);

        assertThat(pruned.asked.get()).isLessThan(whole.asked.get() * 3 / 4);
        assertThat(Search.best(some, 5, true)).isEqualTo(Search.best(all, 5, true));
        for (Trial trial : some) {
            assertThat(trial.settings()).isEqualTo(all.get(trial.number()).settings());
            if (trial.settings().get("c").equals("bad") && trial.failure() == null && trial.number() > 8) {
                assertThat(trial.values()).hasSizeBetween(2, 3);
            }
            if (trial.values().size() < 5 && trial.failure() == null) {
                assertThat(all.get(trial.number()).mean())
                        .isLessThan(Search.best(all, 5, true).mean());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9, 17, 100})
    void run_timeIsOver_leavesTheBeginningOfTheWholeFile(int begun) throws IOException {
        Path whole = folder.resolve("whole.jsonl");
        List<Trial> all = run(SearchMethod.TPE, 30, whole, new Formula(0.002));
        Path file = folder.resolve("some.jsonl");
        AtomicInteger asked = new AtomicInteger();
        List<Trial> some;
        try (TrialLog log = TrialLog.open(file, ABOUT)) {
            some = new Search(
                            new TuningPlan(SearchMethod.TPE, 30, true, true, 11),
                            SPACE,
                            new Formula(0.002),
                            0.25,
                            log,
                            Progress.none(),
                            "",
                            () -> asked.incrementAndGet() > begun)
                    .run(OWN);
        }
        assertThat(some).hasSizeLessThanOrEqualTo(Math.min(30, begun)).isEqualTo(all.subList(0, some.size()));
        assertThat(Files.readString(whole)).startsWith(Files.readString(file));
        assertThat(Files.readAllLines(file)).hasSize(1 + some.size());
        assertThat(run(SearchMethod.TPE, 30, file, new Formula(0.002))).isEqualTo(all);
        assertThat(file).hasSameBinaryContentAs(whole);
    }

    @Test
    void run_lossInsteadOfGain_findsTheLeast() {
        Judge loss = new Judge() {
            private final Formula gain = new Formula(0.002);

            @Override
            public int folds() {
                return gain.folds();
            }

            @Override
            public double value(Map<String, Object> settings, int fold) {
                return -gain.value(settings, fold);
            }
        };
        for (SearchMethod method : SearchMethod.values()) {
            List<Trial> losses = search(new TuningPlan(method, 30, true, false, 1), loss, TrialLog.none())
                    .run(OWN);
            List<Trial> gains = search(new TuningPlan(method, 30, true, true, 1), new Formula(0.002), TrialLog.none())
                    .run(OWN);

            assertThat(losses.stream().map(Trial::settings))
                    .isEqualTo(gains.stream().map(Trial::settings).toList());
            assertThat(Search.best(losses, 5, false).number())
                    .isEqualTo(Search.best(gains, 5, true).number());
        }
    }

    @Test
    void run_halving_halvesByOneMoreFold() {
        Formula formula = new Formula(0.002);
        List<Trial> trials = search(new TuningPlan(SearchMethod.HALVING, 40, true, true, 3), formula, TrialLog.none())
                .run(OWN);

        List<Trial> learnt =
                trials.stream().filter(trial -> trial.failure() == null).toList();
        int[] met = new int[6];
        learnt.forEach(trial -> met[trial.values().size()]++);
        int behind = trials.get(0).mean() < Search.best(trials, 5, true).mean() ? 1 : 0;
        // 40, 20, 10, 5 and 3 trials meet the folds, the pipeline's own settings always among them.
        assertThat(met[5]).isBetween(3, 3 + behind);
        assertThat(met[5] + met[4]).isBetween(5, 5 + behind);
        assertThat(met[5] + met[4] + met[3]).isBetween(10, 10 + behind);
        assertThat(met[5] + met[4] + met[3] + met[2]).isBetween(20, 20 + behind);
        // Who went on was better on the folds that both met.
        double worstKept = learnt.stream()
                .filter(trial -> trial.number() > 0 && trial.values().size() > 1)
                .mapToDouble(trial -> trial.values().get(0))
                .min()
                .orElseThrow();
        assertThat(learnt).filteredOn(trial -> trial.values().size() == 1).allSatisfy(trial -> assertThat(trial.mean())
                .isLessThanOrEqualTo(worstKept));
        assertThat(trials.get(0).values()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void run_trialThatCannotBeLearnt_isToldAndTheOthersGoOn(SearchMethod method) throws IOException {
        SearchSpace bad =
                SearchSpace.of(Dimension.fixed("x", 0.5), Dimension.whole("n", 0, 9), Dimension.fixed("c", "bad"));
        Path file = folder.resolve("trials.jsonl");
        Map<String, Object> own = Map.of("x", 0.5, "n", 5, "c", "bad");
        List<Trial> trials;
        try (TrialLog log = TrialLog.open(file, ABOUT)) {
            trials = new Search(
                            new TuningPlan(method, 40, true, true, 1),
                            bad,
                            new Formula(0),
                            0.25,
                            log,
                            Progress.none(),
                            "",
                            () -> false)
                    .run(own);
        }
        // There are ten combinations only.
        assertThat(trials).hasSize(10);
        assertThat(trials)
                .filteredOn(trial -> trial.failure() != null)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.settings()).containsEntry("n", 3);
                    assertThat(failed.failure()).isEqualTo("Nothing learnt in fold 0.");
                });
        assertThat(Search.best(trials, 5, true).settings()).containsEntry("n", 7);
        assertThat(Files.readString(file)).contains("\"failure\":\"Nothing learnt in fold 0.\"");
        Map<String, Object> failing = Map.of("x", 0.5, "n", 3, "c", "bad");
        assertThatThrownBy(() -> new Search(
                                new TuningPlan(method, 5, true, true, 1),
                                bad,
                                new Formula(0),
                                0.25,
                                TrialLog.none(),
                                Progress.none(),
                                "",
                                () -> false)
                        .run(failing))
                .isInstanceOf(TrainingException.class);
    }

    @Test
    void open_trialsOfSomethingElse_namesBoth() {
        Path file = folder.resolve("trials.jsonl");
        run(SearchMethod.TPE, 3, file, new Formula(0));

        assertThatThrownBy(() -> TrialLog.open(file, Map.of("data", Map.of("fingerprint", "xyz"), "folds", 5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The trials in (" + file
                        + ") are of something else: 'data.fingerprint' is (abc) there" + " and (xyz) now.")
                .hasMessageContaining(
                        "Maybe choose another folder (--out), or remove the file and begin anew (--restart).");
        assertThatThrownBy(() -> TrialLog.open(file, Map.of("data", Map.of("fingerprint", "abc"), "folds", 3)))
                .hasMessageContaining("'folds' is (5) there and (3) now");
        assertThatThrownBy(() -> TrialLog.open(file, Map.of("data", Map.of("fingerprint", "abc"))))
                .hasMessageContaining("'folds' is (5) there and not given now");
        assertThat(file).exists();
    }

    @Test
    void open_otherSettingsThanWouldBeTried_namesTheLine() throws IOException {
        Path file = folder.resolve("trials.jsonl");
        run(SearchMethod.RANDOM, 5, file, new Formula(0));
        String text = Files.readString(file);
        Files.writeString(
                file, text.replace("{\"trial\":2,\"settings\":{\"x\":0.", "{\"trial\":2,\"settings\":{\"x\":1."));

        assertThatThrownBy(() -> run(SearchMethod.RANDOM, 5, file, new Formula(0)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Line 4 of the file of trials (" + file + ") holds trial 2 with {x=1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"trial\":1}", "not json", "{\"trial\":\"1\",\"settings\":{},\"values\":[]}", "{}"})
    void open_damagedLine_namesIt(String line) throws IOException {
        Path file = folder.resolve("trials.jsonl");
        run(SearchMethod.RANDOM, 5, file, new Formula(0));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(3, line);
        Files.write(file, lines);

        assertThatThrownBy(() -> run(SearchMethod.RANDOM, 5, file, new Formula(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Line 4 of the file of trials (" + file + ")");
    }

    @Test
    void open_anotherFile_isNotTakenForTrials() throws IOException {
        Path file = Files.writeString(folder.resolve("trials.jsonl"), "{\"event\":1}\n");

        assertThatThrownBy(() -> TrialLog.open(file, ABOUT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not hold trials");
        assertThat(file).hasContent("{\"event\":1}");
    }

    @Test
    void open_twiceAtATime_isRefused() {
        Path file = folder.resolve("trials.jsonl");
        try (TrialLog first = TrialLog.open(file, ABOUT)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> TrialLog.open(file, ABOUT))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Another run writes its trials to (" + file + ").");
        }
        try (TrialLog again = TrialLog.open(file, ABOUT)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void at_trialsThatFinishOutOfTurn_areWrittenInTurn() throws IOException {
        Path file = folder.resolve("trials.jsonl");
        try (TrialLog log = TrialLog.open(file, Collections.emptyMap())) {
            for (int number : new int[] {1, 2, 0}) {
                log.at(number, number, Map.of(), () -> new Trial(number, Map.of(), List.of(0.5), null));
                assertThat(Files.readString(file, StandardCharsets.UTF_8).lines())
                        .hasSize(number == 0 ? 4 : 1);
            }
        }
        assertThat(Files.readAllLines(file).subList(1, 4))
                .extracting(line -> line.substring(0, 10))
                .containsExactly("{\"trial\":0", "{\"trial\":1", "{\"trial\":2");
    }

    private static List<Trial> run(SearchMethod method, int trials, Path file, Judge judge) {
        try (TrialLog log = TrialLog.open(file, ABOUT)) {
            return search(new TuningPlan(method, trials, true, true, 11), judge, log)
                    .run(OWN);
        }
    }

    private static Search search(TuningPlan plan, Judge judge, TrialLog log) {
        return new Search(plan, SPACE, judge, 0.25, log, Progress.none(), "tuning", () -> false);
    }
}
