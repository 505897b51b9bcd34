package io.github.churnml.profile;

import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Pairs of columns that together decide the target while neither does alone, such as two amounts of which the greater
 * tells. Each pair is one small cross table with cross-fitted rates.
 *
 * <p>The cost is bounded: up to 20,000 rows (drawn with a fixed seed) and the 60 columns that say most alone, so at most
 * 1,770 tables of 18 by 18. What is found is confirmed on all rows.
 */
final class PairLeaks {

    static final int MOST_GROUPS = 16;

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_COLUMNS = 60;
    private static final int MOST_FOUND = 3;
    private static final int FEWEST_PER_CLASS = 30;
    private static final int ROWS_PER_CELL = 40;
    private static final double LEAST_GAIN = 0.02;
    private static final long SEED = 42;

    private record Candidate(int a, int b, double area, double alone) {}

    private final List<Facts> columns = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final TargetLabels outcome;
    private final int rows;

    /** Of the columns that are not suspects already and are worth it. */
    PairLeaks(List<Facts> all, List<Evidence> evidence, Set<String> leftOut, TargetLabels outcome, int rows) {
        this.outcome = outcome;
        this.rows = rows;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Facts facts = all.get(i);
            boolean grouped = facts.coarse().size() > 2 && facts.varies();
            if (grouped && !leftOut.contains(facts.name()) && !facts.namesRows() && !facts.isRepeatedKey()) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -known(evidence.get(i))));
        order.stream().limit(MOST_COLUMNS).sorted().forEach(i -> {
            columns.add(all.get(i));
            this.evidence.add(evidence.get(i));
        });
    }

    /** How many groups a number is cut into, so that the cells of a cross table have rows enough. */
    static int groups(int rows) {
        double cells = Math.min(rows, MOST_ROWS) / (double) ROWS_PER_CELL;
        return (int) Math.max(2, Math.min(MOST_GROUPS, Math.sqrt(cells)));
    }

    void search(Findings findings) {
        if (Math.min(outcome.left(), outcome.stayed()) < FEWEST_PER_CLASS || columns.size() < 2) {
            return;
        }
        Table all = new Table(knownRows());
        List<Candidate> candidates = candidates(all.sample());
        candidates.sort(Comparator.comparingDouble(Candidate::area).reversed());
        Set<Integer> used = new HashSet<>();
        for (Candidate pair : candidates) {
            if (used.size() == 2 * MOST_FOUND) {
                return;
            }
            if (!used.contains(pair.a()) && !used.contains(pair.b())) {
                double area = all.area(pair.a(), all.codes(pair.a()), pair.b(), all.codes(pair.b()));
                if (area >= Leaks.DECIDING_AREA) {
                    report(pair, area, findings);
                    used.add(pair.a());
                    used.add(pair.b());
                }
            }
        }
    }

    private List<Candidate> candidates(Table sample) {
        byte[][] codes = new byte[columns.size()][];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = sample.codes(i);
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int a = 0; a < codes.length; a++) {
            for (int b = a + 1; b < codes.length; b++) {
                double alone = Math.max(known(evidence.get(a)), known(evidence.get(b)));
                double area = sample.area(a, codes[a], b, codes[b]);
                if (area >= Leaks.DECIDING_AREA && area >= alone + LEAST_GAIN) {
                    candidates.add(new Candidate(a, b, area, alone));
                }
            }
        }
        return candidates;
    }

    private static double known(Evidence evidence) {
        return Double.isNaN(evidence.strength()) ? 0.5 : evidence.strength();
    }

    private int[] knownRows() {
        int[] known = new int[(int) (outcome.left() + outcome.stayed())];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (outcome.label(row) >= 0) {
                known[count++] = row;
            }
        }
        return known;
    }

    /** Rows whose outcome is known. */
    private final class Table {

        private final int[] of;

        Table(int[] of) {
            this.of = of;
        }

        /** One row out of each of equally long stretches, so that a sorted file does no harm. */
        Table sample() {
            if (of.length <= MOST_ROWS) {
                return this;
            }
            SplittableRandom random = new SplittableRandom(SEED);
            int[] drawn = new int[MOST_ROWS];
            for (int i = 0; i < MOST_ROWS; i++) {
                int from = (int) ((long) i * of.length / MOST_ROWS);
                int to = (int) ((long) (i + 1) * of.length / MOST_ROWS);
                drawn[i] = of[random.nextInt(from, to)];
            }
            return new Table(drawn);
        }

        byte[] codes(int column) {
            byte[] codes = new byte[of.length];
            for (int i = 0; i < of.length; i++) {
                codes[i] = (byte) columns.get(column).coarse().of(of[i]);
            }
            return codes;
        }

        double area(int a, byte[] ofA, int b, byte[] ofB) {
            int groupsOfB = columns.get(b).coarse().size();
            int cells = columns.get(a).coarse().size() * groupsOfB;
            int[] left = new int[TargetLabels.FOLDS * cells];
            int[] stayed = new int[TargetLabels.FOLDS * cells];
            for (int i = 0; i < of.length; i++) {
                int cell = outcome.fold(of[i]) * cells + ofA[i] * groupsOfB + ofB[i];
                (outcome.label(of[i]) == 1 ? left : stayed)[cell]++;
            }
            return CrossFit.rocAuc(left, stayed);
        }
    }

    private void report(Candidate pair, double area, Findings findings) {
        List<String> names =
                List.of(columns.get(pair.a()).name(), columns.get(pair.b()).name());
        findings.add(
                FindingKind.PAIR_DECIDES_TARGET,
                area,
                names,
                Say.columns(names) + " together all but decide the target "
                        + Wording.name(outcome.summary().column()) + " (ROC-AUC " + Say.measure(area)
                        + "), while neither alone passes " + Say.measure(pair.alone()) + ".",
                "Find out whether one of them is written after a customer has left, and leave that one out.");
    }
}
