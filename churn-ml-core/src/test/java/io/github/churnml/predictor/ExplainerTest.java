package io.github.churnml.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.forest.ForestBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final int[] OWN = {0, 1, 2};

    @Test
    void linear_contributions_areCoefficientTimesDistanceFromTheBackground() {
        Explainer explainer = new LinearPredictor(0.5, new double[] {2, -4, 0})
                .explainer(new double[] {1, 0.25, 7}, OWN, 3, Sampling.standard());
        double[] into = new double[3];
        double[] errors = {9, 9, 9};
        explainer.contributions(new double[] {1.5, 0.5, 9}, into, errors);
        assertThat(explainer.baseValue()).isEqualTo(0.5 + 2 - 1);
        assertThat(into).containsExactly(1, -1, 0);
        assertThat(errors).containsOnly(0);
    }

    @Test
    void noBackground_meansZeros() {
        Explainer linear =
                new LinearPredictor(0.5, new double[] {2, -4, 0}).explainer(new double[0], OWN, 3, Sampling.standard());
        assertThat(linear.baseValue()).isEqualTo(0.5);
        NetworkPredictor network = network(3, 1);
        assertThat(explainer(network, new double[0]).baseValue()).isEqualTo(network.logOdds(new double[3]));
    }

    @Test
    void groups_areAddedUp_andMayBeEmpty() {
        double[] into = new double[4];
        new LinearPredictor(0, new double[] {2, -4, 1})
                .explainer(new double[3], new int[] {2, 0, 2}, 4, Sampling.standard())
                .contributions(new double[] {1, 1, 1}, into, new double[4]);
        assertThat(into).containsExactly(-4, 0, 3, 0);
    }

    @Test
    void forest_contributions_addUpToItsScore_byGroup() {
        ForestPredictor forest = forest();
        Explainer alone = forest.explainer(new double[0], OWN, 3, Sampling.standard());
        Explainer together = forest.explainer(new double[0], new int[] {1, 1, 0}, 2, Sampling.standard());
        double[] three = new double[3];
        double[] two = new double[2];
        double[] errors = new double[3];
        for (double[] row : new double[][] {{0, 0, 0}, {2, 0, 0}, {2, 2, 0}, {0, 2, Double.NaN}}) {
            alone.contributions(row, three, errors);
            together.contributions(row, two, new double[2]);
            assertThat(alone.baseValue() + Arrays.stream(three).sum()).isCloseTo(forest.logOdds(row), within(1e-12));
            assertThat(two[1]).isCloseTo(three[0] + three[1], within(1e-12));
            assertThat(two[0]).isEqualTo(three[2]);
            assertThat(errors).containsOnly(0);
        }
    }

    @Test
    void network_sampled_isNearItsShapleyValues_asFarAsTheStandardErrorsSay() {
        NetworkPredictor network = network(6, 3);
        double[] background = {0.3, -0.2, 0, 0.5, 0.1, -1};
        double[] row = {-1, 2, 1.5, 0.5, -2, 1};
        double[] exact = shapley(network, background, row);
        int near = 0;
        int far = 0;
        for (int seed = 0; seed < 200; seed++) {
            double[] into = new double[6];
            double[] errors = new double[6];
            network.explainer(background, own(6), 6, new Sampling(40, seed)).contributions(row, into, errors);
            for (int j = 0; j < 6; j++) {
                if (j == 3) {
                    assertThat(into[j]).as("equal to its background").isZero();
                    assertThat(errors[j]).isZero();
                } else {
                    near += Math.abs(into[j] - exact[j]) <= 2 * errors[j] ? 1 : 0;
                    far += Math.abs(into[j] - exact[j]) > 5 * errors[j] ? 1 : 0;
                }
            }
        }
        // Of 1,000 estimates 950 or so are within two standard errors, if these are what they claim to be.
        assertThat(near).isBetween(920, 975);
        assertThat(far).isZero();
    }

    @Test
    void network_fourTimesThePermutations_halveTheStandardError() {
        NetworkPredictor network = network(8, 5);
        double[] few = errors(network, 100);
        double[] many = errors(network, 1600);
        double ratio = Arrays.stream(few).sum() / Arrays.stream(many).sum();
        assertThat(ratio).isBetween(3.2, 4.8);
    }

    @Test
    void network_sameSeed_sameBits_whateverWasExplainedBefore() {
        NetworkPredictor network = network(5, 8);
        double[] row = {1, 2, 3, 4, 5};
        Explainer used = explainer(network, new double[5]);
        double[] first = contributions(used, row);
        contributions(used, new double[] {9, -9, 9, -9, 9});
        assertThat(contributions(used, row)).containsExactly(first);
        assertThat(contributions(explainer(network, new double[5]), row)).containsExactly(first);
        assertThat(contributions(network.explainer(new double[5], own(5), 5, new Sampling(128, 2)), row))
                .isNotEqualTo(first);
    }

    @Test
    void network_featuresInOneGroup_haveTheErrorOfTheirSum() {
        NetworkPredictor network = network(6, 4);
        double[] row = {-1, 2, 1.5, 0.5, -2, 1};
        double[] into = new double[1];
        double[] errors = new double[1];
        network.explainer(new double[6], new int[6], 1, Sampling.standard()).contributions(row, into, errors);
        assertThat(into[0]).isCloseTo(network.logOdds(row) - network.logOdds(new double[6]), within(1e-12));
        // All features together contribute the same in every order.
        assertThat(errors[0]).isLessThan(1e-14);
    }

    @Test
    void network_missingValue_makesContributionsNaN() {
        double[] row = {1, Double.NaN, 1};
        assertThat(contributions(explainer(network(3, 1), new double[3]), row)).contains(Double.NaN);
    }

    @Property(tries = 300)
    void contributions_andBaseValue_addUpToTheLogOdds(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int features) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] background = random.doubles(features, -1, 1).toArray();
        double[] row = random.doubles(features, -3, 3).toArray();
        int[] groups = random.ints(features, 0, features).toArray();
        Predictor predictor = random.nextBoolean()
                ? network(features, seed)
                : new LinearPredictor(
                        random.nextDouble(), random.doubles(features, -2, 2).toArray());
        double[] into = new double[features];
        Explainer explainer = predictor.explainer(background, groups, features, new Sampling(9, seed));
        explainer.contributions(row, into, new double[features]);
        assertThat(explainer.baseValue()).isEqualTo(predictor.logOdds(background));
        assertThat(explainer.baseValue() + Arrays.stream(into).sum()).isCloseTo(predictor.logOdds(row), within(1e-9));
    }

    @Test
    void partsThatDoNotFit_areRefused() {
        LinearPredictor linear = new LinearPredictor(0, new double[3]);
        Sampling usual = Sampling.standard();
        assertThatThrownBy(() -> linear.explainer(new double[2], OWN, 3, usual))
                .hasMessage("a background of 2 values for 3 features");
        assertThatThrownBy(() -> network(3, 1).explainer(new double[2], OWN, 3, usual))
                .hasMessage("a background of 2 values for 3 features");
        assertThatThrownBy(() -> linear.explainer(new double[3], new int[2], 3, usual))
                .hasMessage("2 groups given for 3 features");
        assertThatThrownBy(() -> linear.explainer(new double[3], OWN, 2, usual)).hasMessage("group 2 of 2");
        assertThatThrownBy(() -> forest().explainer(new double[0], new int[] {0, -1, 0}, 2, usual))
                .hasMessage("group -1 of 2");
        assertThatThrownBy(() ->
                        explainer(linear, new double[3]).contributions(new double[2], new double[3], new double[3]))
                .hasMessage("a row of 2 values for 3 features, into 3 and 3 of 3 groups");
    }

    @Test
    void permutations_outOfRange_areRefused() {
        for (int wrong : new int[] {3, -1, 100_001}) {
            assertThatThrownBy(() -> new Sampling(wrong, 0))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The number of permutations is (" + wrong + ") where 4 to 100000 are possible.\n"
                            + "Maybe take 128; four times as many halve the standard error.");
        }
    }

    private static double[] errors(NetworkPredictor network, int permutations) {
        double[] row = new SplittableRandom(1).doubles(8, -2, 2).toArray();
        double[] errors = new double[8];
        network.explainer(new double[8], own(8), 8, new Sampling(permutations, 3))
                .contributions(row, new double[8], errors);
        return errors;
    }

    private static double[] contributions(Explainer explainer, double[] row) {
        double[] into = new double[row.length];
        explainer.contributions(row, into, new double[row.length]);
        return into;
    }

    private static Explainer explainer(Predictor predictor, double[] background) {
        return predictor.explainer(background, own(predictor.features()), predictor.features(), Sampling.standard());
    }

    private static int[] own(int features) {
        return IntStream.range(0, features).toArray();
    }

    private static NetworkPredictor network(int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sizes = random.nextBoolean() ? new int[] {features, 7, 4, 1} : new int[] {features, 6, 1};
        double[] parameters =
                random.doubles(NetworkPredictor.parameters(sizes), -1.5, 1.5).toArray();
        Activation activation = random.nextBoolean() ? Activation.RELU : Activation.TANH;
        return new NetworkPredictor(activation, sizes, parameters, new double[features]);
    }

    private static ForestPredictor forest() {
        ForestBuilder builder = new ForestBuilder(3, 0.25);
        for (int tree = 0; tree < 2; tree++) {
            builder.startTree();
            int root = builder.splitAt(tree, 1, false, 10, 3);
            int below = builder.splitAt(2, 0.5, true, 6, 1);
            builder.children(below, builder.leaf(-1, 4), builder.leaf(2, 2));
            builder.children(root, below, builder.leaf(1 + tree, 4));
        }
        return new ForestPredictor(builder.build());
    }

    /** By the definition: over all sets of the other features, weighed by how many orders begin with them. */
    private static double[] shapley(Predictor predictor, double[] background, double[] row) {
        int n = row.length;
        double[] values = new double[n];
        for (int set = 0; set < 1 << n; set++) {
            double[] without = new double[n];
            for (int j = 0; j < n; j++) {
                without[j] = (set >> j & 1) == 1 ? row[j] : background[j];
            }
            for (int j = 0; j < n; j++) {
                if ((set >> j & 1) == 0) {
                    double[] with = without.clone();
                    with[j] = row[j];
                    int size = Integer.bitCount(set);
                    double weight = factorial(size) * factorial(n - size - 1) / factorial(n);
                    values[j] += weight * (predictor.logOdds(with) - predictor.logOdds(without));
                }
            }
        }
        return values;
    }

    private static double factorial(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().reduce(1, (a, b) -> a * b);
    }
}
