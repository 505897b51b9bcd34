package io.github.churnml.benchmarks.defaults;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * By what generated customers leave: a sum of terms drawn from a seed, brought to the spread and the base rate of a
 * {@link Shape}. A customer is a place in (0, 1) for each column, tied together by one hidden trait; a column shows what its
 * kind makes of the place, and a term sees no more of it than the column shows. Values go missing whatever they are, and only
 * after the customer has made up their mind. The same seed gives the same rows on every JDK.
 */
final class Law {

    /** Rows that the spread and the base rate are measured on. */
    private static final int PILOT = 20_000;

    private static final double TIE = 0.35;

    /** A sum of twelve uniform numbers less six is near enough to a normal one. */
    private static final int UNIFORMS = 12;

    private final Shape shape;
    private final List<Term> terms = new ArrayList<>();
    private final double[][] levelEffects;
    private double scale = 1;
    private double shift;

    /**
     * Some columns and what they do together.
     *
     * @param columns which
     * @param bend of a term of one column: 0 straight, 1 a step, 2 a hump
     * @param cuts where each column's condition begins or, of a hump, its middle lies
     * @param above whether a place above the cut meets the condition
     * @param size how much the log-odds rise
     */
    private record Term(int[] columns, int bend, double[] cuts, boolean[] above, double size) {}

    Law(Shape shape, long seed) {
        this.shape = shape;
        SplittableRandom random = new SplittableRandom(seed);
        levelEffects = new double[shape.levels().size()][];
        for (int j = 0; j < levelEffects.length; j++) {
            levelEffects[j] = new double[shape.levels().get(j)];
            for (int level = 0; level < levelEffects[j].length; level++) {
                levelEffects[j][level] = random.nextDouble();
            }
        }
        for (int t = 0; t < shape.terms(); t++) {
            terms.add(term(random));
        }
        settle(random.split());
    }

    private Term term(SplittableRandom random) {
        int depth = shape.depth() == 1 ? 1 : 1 + random.nextInt(shape.depth());
        int[] columns = random.ints(0, shape.columns()).distinct().limit(depth).toArray();
        double[] cuts = new double[depth];
        boolean[] above = new boolean[depth];
        for (int i = 0; i < depth; i++) {
            // Conditions of a deep term are wide, or hardly anyone would meet them all.
            double edge = 0.5 / depth;
            cuts[i] = edge + (1 - 2 * edge) * random.nextDouble();
            above[i] = cuts[i] < 0.5 == random.nextDouble() < 0.85;
        }
        double size = (random.nextBoolean() ? 1 : -1) * (0.4 + random.nextDouble()) * Math.sqrt(depth);
        return new Term(columns, random.nextInt(3), cuts, above, size);
    }

    /** Brings the log-odds of many customers to the spread and the base rate that are asked for. */
    private void settle(SplittableRandom random) {
        double[] raw = new double[PILOT];
        double[] places = new double[shape.columns()];
        double mean = 0;
        for (int i = 0; i < PILOT; i++) {
            draw(random, places);
            raw[i] = logOdds(places);
            mean += raw[i] / PILOT;
        }
        double variance = 0;
        for (double value : raw) {
            variance += (value - mean) * (value - mean) / PILOT;
        }
        double factor = shape.signal() / Math.sqrt(variance);
        double low = -30;
        double high = 30;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            double rate = 0;
            for (double value : raw) {
                rate += chance(factor * value + middle) / PILOT;
            }
            if (rate < shape.rate()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        scale = factor;
        shift = low;
    }

    /** Draws customers and, of the first ones, whether they leave. */
    Table table(String group, int rows, int unseen, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] train = new double[shape.columns()][rows];
        double[][] test = new double[shape.columns()][unseen];
        int[] labels = new int[rows];
        double[] chances = new double[unseen];
        double[] places = new double[shape.columns()];
        for (int i = 0; i < rows + unseen; i++) {
            draw(random, places);
            double chance = chance(scale * logOdds(places) + shift);
            boolean leaves = random.nextDouble() < chance;
            if (i < rows) {
                labels[i] = leaves ? 1 : 0;
                show(places, random, train, i);
            } else {
                chances[i - rows] = chance;
                show(places, random, test, i - rows);
            }
        }
        List<Feature> features = features();
        return new Table(
                shape.kind(),
                group,
                TrainingData.of(new FeatureMatrix(features, train, rows), labels),
                new FeatureMatrix(features, test, unseen),
                chances);
    }

    private List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int j = 0; j < shape.columns(); j++) {
            String name = "column" + j;
            features.add(new Feature(name, name, isLevel(j) ? shape.levels().get(j - shape.numbers()) : 0));
        }
        return features;
    }

    private boolean isLevel(int column) {
        return column >= shape.numbers();
    }

    /** One customer's places, no finer than the columns show them. */
    private void draw(SplittableRandom random, double[] places) {
        double trait = normal(random);
        for (int j = 0; j < places.length; j++) {
            double z = TIE * trait + Math.sqrt(1 - TIE * TIE) * normal(random);
            places[j] = coarse(j, chance(1.702 * z));
        }
    }

    /** Numbers are, in turn, bell-shaped, skewed, counts to nine, zero for half of all customers, and two values. */
    private double coarse(int column, double place) {
        if (isLevel(column)) {
            // Squared, so that later levels are rarer.
            int levels = shape.levels().get(column - shape.numbers());
            return (Math.floor(levels * place * place) + 0.5) / levels;
        }
        return switch (column % 5) {
            case 2 -> (Math.floor(10 * place) + 0.5) / 10;
            case 3 -> Math.max(0.5, place);
            case 4 -> place < 0.6 ? 0.3 : 0.8;
            default -> place;
        };
    }

    private void show(double[] places, SplittableRandom random, double[][] columns, int row) {
        for (int j = 0; j < places.length; j++) {
            boolean gone = random.nextDouble() < shape.missing();
            if (isLevel(j)) {
                int levels = shape.levels().get(j - shape.numbers());
                columns[j][row] = gone ? -1 : Math.floor(levels * places[j]);
            } else if (gone) {
                columns[j][row] = Double.NaN;
            } else {
                double odds = places[j] / (1 - places[j]);
                columns[j][row] = switch (j % 5) {
                    case 0 -> Math.rint(1000 * StrictMath.log(odds)) / 1000;
                    case 1 -> Math.rint(100 * odds) / 100;
                    case 2 -> Math.floor(10 * places[j]);
                    case 3 -> Math.rint(100 * (odds - 1)) / 100;
                    default -> places[j] > 0.5 ? 1 : 0;
                };
            }
        }
    }

    private double logOdds(double[] places) {
        double sum = 0;
        for (Term term : terms) {
            sum += term.size() * (term.columns().length == 1 ? alone(term, places) : together(term, places));
        }
        return sum;
    }

    private double alone(Term term, double[] places) {
        double place = seen(term.columns()[0], places);
        double cut = term.cuts()[0];
        return switch (term.bend()) {
            case 0 -> 2 * place - 1;
            case 1 -> place > cut ? 0.5 : -0.5;
            default -> 0.5 - 4 * (place - cut) * (place - cut);
        };
    }

    /** 1 for a customer who meets every condition. */
    private double together(Term term, double[] places) {
        for (int i = 0; i < term.columns().length; i++) {
            if (seen(term.columns()[i], places) > term.cuts()[i] != term.above()[i]) {
                return 0;
            }
        }
        return 1;
    }

    /** A level counts by an effect of its own, not by where it stands among the others. */
    private double seen(int column, double[] places) {
        if (!isLevel(column)) {
            return places[column];
        }
        double[] effects = levelEffects[column - shape.numbers()];
        return effects[(int) (effects.length * places[column])];
    }

    private static double normal(SplittableRandom random) {
        double sum = -UNIFORMS / 2.0;
        for (int i = 0; i < UNIFORMS; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private static double chance(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }
}
