package io.github.churnml.learn.additive;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Puts things in an order that is the same everywhere. */
final class Order {

    private Order() {}

    /** The places of the keys, from the smallest key to the largest; of equal ones the first comes first. */
    static int[] ascending(double[] keys) {
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> keys[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
