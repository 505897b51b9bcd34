package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One library's model: its trees, and what that library says of the rows to score. Grown once per run.
 *
 * @param family whose it is
 * @param size how large
 * @param rows what it was trained on and what it is to score
 * @param forest the trees
 * @param expected one probability per row to score
 */
record TrainedModel(Family family, Size size, CustomerRows rows, Forest forest, double[] expected) {

    /** Single-precision sums of a few hundred leaves differ by less; another model differs by more. */
    private static final double TOLERANCE = 1e-5;

    static TrainedModel of(Family family, Size size) {
        CustomerRows rows = CustomerRows.load();
        Path trees = RunFolder.file(
                family.file(size, "forest"),
                file -> Files.write(file, family.grow(rows, size).toBytes()));
        Forest forest = Forest.fromBytes(read(trees));
        Path answers = RunFolder.file(
                family.file(size, "expected"), file -> Files.write(file, bytes(family.expected(rows, size, forest))));
        double[] expected = new double[CustomerRows.SCORED];
        ByteBuffer.wrap(read(answers)).asDoubleBuffer().get(expected);
        return new TrainedModel(family, size, rows, forest, expected);
    }

    /** Refuses a peer that scores any row otherwise than expected, alone or in a batch. */
    void requireEqual(Peer peer) {
        peer.beforeBatch();
        Object batch = peer.scoreBatch();
        for (int row = 0; row < expected.length; row++) {
            requireEqual(peer, row, peer.score(row), "alone");
            requireEqual(peer, row, peer.probability(batch, row), "in a batch");
        }
    }

    private void requireEqual(Peer peer, int row, double probability, String how) {
        // Written so that NaN is refused too.
        if (!(Math.abs(probability - expected[row]) <= TOLERANCE)) {
            throw new IllegalStateException(peer.getClass().getSimpleName() + " gives row " + row + " " + how + " "
                    + probability + " where " + family + " says " + expected[row]
                    + "; these are not the same model, so no ratio would mean anything");
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(double[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * numbers.length);
        buffer.asDoubleBuffer().put(numbers);
        return buffer.array();
    }
}
