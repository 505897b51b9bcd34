package io.github.churnml.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Throws mutants at a target. It is not guided by coverage but by answers: an input that is taken, or refused in new
 * words, is kept and changed further. The same seed gives the same inputs.
 */
final class Fuzzer {

    private static final int LARGEST_POOL = 2000;

    private final FuzzTarget target;
    private final Mutator mutator;
    private final List<byte[]> pool = new ArrayList<>();
    private final Set<String> answers = new HashSet<>();
    private int accepted;

    Fuzzer(FuzzTarget target, long seed) {
        this.target = target;
        this.mutator = new Mutator(seed, target.words(), target.longest());
        pool.addAll(target.seeds());
        pool.addAll(Seeds.kept(target.name()));
    }

    /** The seeds, then so many mutants. */
    void run(int mutants) throws Finding {
        for (byte[] seed : List.copyOf(pool)) {
            answers.add(answer(seed));
        }
        mutants(mutants);
    }

    void mutants(int count) throws Finding {
        for (int i = 0; i < count; i++) {
            byte[] mutant = mutator.mutate(pool);
            if (answers.add(answer(mutant)) && pool.size() < LARGEST_POOL) {
                pool.add(mutant);
            }
        }
    }

    int accepted() {
        return accepted;
    }

    int answers() {
        return answers.size();
    }

    private String answer(byte[] input) throws Finding {
        try {
            String refusal = target.refusal(input);
            accepted += refusal == null ? 1 : 0;
            return refusal == null ? "taken" : shape(refusal);
        } catch (Throwable e) {
            throw new Finding(target, input, e);
        }
    }

    /** The words without what they quote. */
    private static String shape(String refusal) {
        return refusal.replaceAll("\\([^)]*\\)", "()")
                .replaceAll("'[^']*'", "''")
                .replaceAll("[0-9]+", "0");
    }
}
