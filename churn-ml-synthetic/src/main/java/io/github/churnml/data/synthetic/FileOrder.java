package io.github.churnml.data.synthetic;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The customers in the order of the file: by number, except that one in two hundred comes a second time, 1 to 100
 * customers after the first. Row by row this depends on the seed alone, so a short file is the beginning of every longer
 * one. Memory: the repetitions that are due, never more than 100.
 */
final class FileOrder implements Iterator<Customer> {

    private static final double DUPLICATE_SHARE = 0.005;
    private static final int LONGEST_DELAY = 100;

    private final long seed;
    private final PriorityQueue<Repetition> due = new PriorityQueue<>(
            Comparator.comparingLong(Repetition::afterNumber).thenComparingLong(Repetition::number));
    private long rowsLeft;
    private long lastNumber;

    FileOrder(long rows, long seed) {
        this.rowsLeft = rows;
        this.seed = seed;
    }

    /** A customer to be written again once the customer {@code afterNumber} is written. */
    private record Repetition(long number, long afterNumber) {}

    @Override
    public boolean hasNext() {
        return rowsLeft > 0;
    }

    @Override
    public Customer next() {
        if (rowsLeft == 0) {
            throw new NoSuchElementException();
        }
        rowsLeft--;
        Repetition first = due.peek();
        if (first != null && first.afterNumber <= lastNumber) {
            due.remove();
            return CustomerProcess.draw(seed, first.number);
        }
        lastNumber++;
        planRepetition(lastNumber);
        return CustomerProcess.draw(seed, lastNumber);
    }

    private void planRepetition(long number) {
        Draws draws = Draws.of(seed, number, Draws.Purpose.DUPLICATE);
        if (draws.chance(DUPLICATE_SHARE)) {
            due.add(new Repetition(number, number + 1 + draws.below(LONGEST_DELAY)));
        }
    }
}
