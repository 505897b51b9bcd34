package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Turns copies of minority rows into synthetic ones: numbers on the way to one neighbour, levels by the majority. Each row
 * draws from a generator of its own, so the number of threads does not matter.
 */
final class SyntheticRows {

    private static final int CHUNK = 256;

    private final MinorityRows minority;
    private final Neighbours neighbours;
    private final boolean baseVotes;

    /**
     * Takes what the rows are made of.
     *
     * @param baseVotes whether a row itself has a vote on its levels beside its neighbours
     */
    SyntheticRows(MinorityRows minority, Neighbours neighbours, boolean baseVotes) {
        this.minority = minority;
        this.neighbours = neighbours;
        this.baseVotes = baseVotes;
    }

    /**
     * Writes the rows.
     *
     * @param into a table whose rows from {@code first} on are copies of the bases
     * @param bases for each the base, a position among the minority
     * @param slots for each where the neighbours of its base are
     * @param seeds for each where its generator starts
     */
    void write(TypedTable into, int first, int[] bases, int[] slots, long[] seeds) {
        IntStream.range(0, (bases.length + CHUNK - 1) / CHUNK).parallel().forEach(c -> {
            int[] codes = new int[neighbours.k() + 1];
            int[] tied = new int[codes.length];
            for (int s = c * CHUNK; s < Math.min(bases.length, (c + 1) * CHUNK); s++) {
                SplittableRandom random = new SplittableRandom(seeds[s]);
                interpolate(into, first + s, bases[s], slots[s], random);
                for (int j = 0; j < minority.nominal().length; j++) {
                    int votes = votes(minority.codes()[j], bases[s], slots[s], codes);
                    into.columns()[minority.nominal()[j]][first + s] = majority(codes, votes, tied, random);
                }
            }
        });
    }

    private void interpolate(TypedTable into, int row, int base, int slot, SplittableRandom random) {
        int other = neighbours.rows()[slot * neighbours.k() + random.nextInt(neighbours.k())];
        double u = random.nextDouble();
        for (int j = 0; j < minority.numeric().length; j++) {
            double x = minority.numbers()[j][base];
            double y = minority.numbers()[j][other];
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                double between = x + u * (y - x);
                // Rounding can lead past the end of the way.
                into.columns()[minority.numeric()[j]][row] =
                        Math.max(Math.min(x, y), Math.min(Math.max(x, y), between));
            }
        }
    }

    private int votes(int[] column, int base, int slot, int[] codes) {
        int k = neighbours.k();
        for (int i = 0; i < k; i++) {
            codes[i] = column[neighbours.rows()[slot * k + i]];
        }
        codes[k] = column[base];
        return baseVotes ? k + 1 : k;
    }

    /** The most frequent of the first codes; of several one by chance. */
    private static int majority(int[] codes, int votes, int[] tied, SplittableRandom random) {
        int most = 0;
        int winners = 0;
        for (int i = 0; i < votes; i++) {
            int sameFromHere = 0;
            for (int other = i; other < votes; other++) {
                sameFromHere += codes[other] == codes[i] ? 1 : 0;
            }
            // Seen again further on, a level has fewer votes left, so it is not entered twice.
            if (sameFromHere > most) {
                most = sameFromHere;
                winners = 0;
            }
            if (sameFromHere == most) {
                tied[winners++] = codes[i];
            }
        }
        return winners == 1 ? tied[0] : tied[random.nextInt(winners)];
    }
}
