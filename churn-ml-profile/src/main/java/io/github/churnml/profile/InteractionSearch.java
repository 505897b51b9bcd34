package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of columns that say more together than either does alone. The columns that say most are cut into few groups; each pair is
 * one cross table over all rows whose outcome is known, compared with a model without interaction by the likelihood ratio. Groups of
 * few customers are left out of it, and pairs with too many thin cells for that test (W. G. Cochran's rule, 1954) are not judged.
 */
final class InteractionSearch {

    private static final int MOST_COLUMNS = 12;
    private static final int MOST_GROUPS = 4;
    private static final int FEWEST_ROWS = 50;
    private static final int MOST_FOUND = 4;
    private static final int MOST_OF_ONE_COLUMN = 2;
    private static final double LARGEST_PROBABILITY = 0.001;
    private static final double LEAST_DIFFERENCE = 0.01;

    private final List<Facts> columns;
    private final TargetLabels outcome;
    private final int rows;

    InteractionSearch(List<Facts> columns, TargetLabels outcome, int rows) {
        this.columns = columns.stream().limit(MOST_COLUMNS).toList();
        this.outcome = outcome;
        this.rows = rows;
    }

    List<Interaction> search() {
        List<Grouping> groupings = columns.stream().map(this::grouping).toList();
        List<byte[]> codes = groupings.stream().map(this::codes).toList();
        List<Interaction> tried = new ArrayList<>();
        for (int a = 0; a < codes.size(); a++) {
            for (int b = a + 1; b < codes.size(); b++) {
                judge(a, groupings.get(a), codes.get(a), b, groupings.get(b), codes.get(b), tried);
            }
        }
        return chosen(tried);
    }

    private List<Interaction> chosen(List<Interaction> tried) {
        Map<String, Integer> shown = new HashMap<>();
        List<Interaction> chosen = new ArrayList<>();
        List<Interaction> order = new ArrayList<>(tried);
        order.sort(Comparator.comparingDouble(Interaction::meanDifference).reversed());
        for (Interaction pair : order) {
            double probability = Math.min(1, pair.probability() * tried.size());
            boolean welcome =
                    Math.max(shown.getOrDefault(pair.a(), 0), shown.getOrDefault(pair.b(), 0)) < MOST_OF_ONE_COLUMN;
            if (chosen.size() < MOST_FOUND
                    && welcome
                    && probability <= LARGEST_PROBABILITY
                    && pair.meanDifference() >= LEAST_DIFFERENCE) {
                shown.merge(pair.a(), 1, Integer::sum);
                shown.merge(pair.b(), 1, Integer::sum);
                chosen.add(new Interaction(
                        pair.a(),
                        pair.b(),
                        pair.groupsOfA(),
                        pair.groupsOfB(),
                        pair.cells(),
                        pair.meanDifference(),
                        pair.deviance(),
                        pair.degrees(),
                        probability));
            }
        }
        return chosen;
    }

    private Grouping grouping(Facts facts) {
        if (facts.column() instanceof CodedColumn coded) {
            return Grouping.ofLevels(
                    coded, facts.counts(), Grouping.order(coded, facts.counts()), MOST_GROUPS, FEWEST_ROWS);
        }
        NumericColumn numbers = (NumericColumn) facts.column();
        double[] sorted = new double[(int) facts.present()];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!numbers.isMissing(row)) {
                sorted[count++] = numbers.value(row);
            }
        }
        Arrays.sort(sorted);
        return Grouping.ofNumbers(numbers, sorted, MOST_GROUPS);
    }

    private byte[] codes(Grouping grouping) {
        byte[] codes = new byte[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = (byte) grouping.of(row);
        }
        return codes;
    }

    private void judge(
            int a, Grouping ofA, byte[] codesA, int b, Grouping ofB, byte[] codesB, List<Interaction> tried) {
        long[][][] all = new long[ofA.size()][ofB.size()][2];
        for (int row = 0; row < rows; row++) {
            if (outcome.label(row) >= 0) {
                all[codesA[row]][codesB[row]][outcome.label(row)]++;
            }
        }
        int[] keptA = kept(all, true);
        int[] keptB = kept(all, false);
        if (keptA.length < 2 || keptB.length < 2) {
            return;
        }
        long[][][] counts = new long[keptA.length][keptB.length][2];
        for (int i = 0; i < keptA.length; i++) {
            for (int j = 0; j < keptB.length; j++) {
                counts[i][j] = all[keptA[i]][keptB[j]];
            }
        }
        AdditiveTable table = new AdditiveTable(counts);
        int degrees = degrees(table, keptA.length, keptB.length);
        if (degrees < 1) {
            return;
        }
        List<Interaction.Cell> cells = new ArrayList<>();
        double difference = 0;
        long customers = 0;
        for (int i = 0; i < keptA.length; i++) {
            for (int j = 0; j < keptB.length; j++) {
                long inCell = table.rows(i, j);
                if (inCell > 0) {
                    Interaction.Cell cell = new Interaction.Cell(
                            i, j, inCell, counts[i][j][1], Wilson.of(counts[i][j][1], inCell), table.rate(i, j));
                    cells.add(cell);
                    difference += inCell * Math.abs(cell.rate().value() - cell.withoutInteraction());
                    customers += inCell;
                }
            }
        }
        double deviance = table.deviance();
        tried.add(new Interaction(
                columns.get(a).name(),
                columns.get(b).name(),
                Arrays.stream(keptA).mapToObj(ofA::name).toList(),
                Arrays.stream(keptB).mapToObj(ofB::name).toList(),
                cells,
                difference / customers,
                deviance,
                degrees,
                chance(deviance, degrees)));
    }

    /** The groups with enough customers. */
    private static int[] kept(long[][][] counts, boolean first) {
        int size = first ? counts.length : counts[0].length;
        int other = first ? counts[0].length : counts.length;
        int[] kept = new int[size];
        int count = 0;
        for (int group = 0; group < size; group++) {
            long customers = 0;
            for (int i = 0; i < other; i++) {
                long[] cell = first ? counts[group][i] : counts[i][group];
                customers += cell[0] + cell[1];
            }
            if (customers >= FEWEST_ROWS) {
                kept[count++] = group;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** The degrees of freedom of the interaction; 0 where the cells are too thin for the test. */
    private static int degrees(AdditiveTable table, int groupsOfA, int groupsOfB) {
        int cells = 0;
        int thin = 0;
        for (int i = 0; i < groupsOfA; i++) {
            for (int j = 0; j < groupsOfB; j++) {
                if (table.rows(i, j) > 0) {
                    double least = Math.min(table.expected(i, j, 0), table.expected(i, j, 1));
                    cells++;
                    thin += least < 5 ? 1 : 0;
                    if (least < 1) {
                        return 0;
                    }
                }
            }
        }
        return thin * 5 > cells ? 0 : cells - groupsOfA - groupsOfB + 1;
    }

    /**
     * How probable a deviance at least as great is by chance, at most: of an odd number of degrees of freedom, the next even one is
     * taken, for which the distribution of chi-squared is a short sum (Abramowitz and Stegun 1964, 26.4.5).
     */
    static double chance(double deviance, int degrees) {
        double half = deviance / 2;
        double term = StrictMath.exp(-half);
        double sum = term;
        for (int i = 1; i < (degrees + 1) / 2; i++) {
            term *= half / i;
            sum += term;
        }
        return Math.min(1, sum);
    }
}
