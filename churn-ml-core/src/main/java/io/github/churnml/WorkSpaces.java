package io.github.churnml;

import io.github.churnml.decide.DecisionRule;
import io.github.churnml.recipe.FittedRecipe;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Spare work spaces for rows that bring none of their own. Safe for any number of threads, never waits.
 *
 * <p>A space is large beside the row that it scores (a compiled forest's masks), so it is not made for every row. Nor does
 * each thread keep one: a server on virtual threads has a new thread per request, so that a {@link ThreadLocal} would make
 * as many spaces as requests, and one on pooled threads would hold on to them for as long as the threads live. Instead a
 * fixed number of slots, by the number of cores, each hold a spare one. Whoever scores takes one and puts it back; who finds
 * none makes one, and who finds no room drops his. A score within a score (from a caller's own {@code Map}, say) finds its
 * space taken and uses another.
 */
final class WorkSpaces {

    /** Slots lie a cache line apart, so that cores do not contend for lines whose slots they do not share. */
    private static final int STRIDE = 16;

    private static final int TRIES = 4;

    private final FittedRecipe fitted;
    private final DecisionRule rule;
    private final AtomicReferenceArray<WorkSpace> slots;
    private final int mask;

    WorkSpaces(FittedRecipe fitted, DecisionRule rule) {
        this.fitted = fitted;
        this.rule = rule;
        int cores = Runtime.getRuntime().availableProcessors();
        int count = Math.max(TRIES, Integer.highestOneBit(4 * Math.min(cores, 1 << 10) - 1));
        this.slots = new AtomicReferenceArray<>(count * STRIDE);
        this.mask = count - 1;
    }

    /** A space that no one else has. It is given back after use, unless an exception left it half done. */
    WorkSpace take() {
        int first = home();
        for (int i = 0; i < TRIES; i++) {
            int slot = ((first + i) & mask) * STRIDE;
            if (slots.getPlain(slot) != null) {
                WorkSpace space = slots.getAndSet(slot, null);
                if (space != null) {
                    return space;
                }
            }
        }
        return new WorkSpace(fitted, rule);
    }

    /** Gives a space back for others. */
    void giveBack(WorkSpace space) {
        int first = home();
        for (int i = 0; i < TRIES; i++) {
            int slot = ((first + i) & mask) * STRIDE;
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, space)) {
                return;
            }
        }
    }

    /** Where a thread looks first; neighbouring threads look in different slots. */
    private static int home() {
        long id = Thread.currentThread().getId() * 0x9E37_79B9_7F4A_7C15L;
        return (int) (id >>> 40);
    }
}
