package io.github.churnml.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long does one row of primitive features take to its probability? Rows take turns, so that no branch predictor learns
 * one by heart: {@code benchmarks/run ScoreOneRow}.
 */
public class ScoreOneRow extends Measured {

    @Param
    public Contender contender;

    private Peer peer;
    private int next;

    @Setup
    public void prepare() {
        peer = contender.ready(size());
    }

    @Benchmark
    public double probability() {
        int row = next;
        next = row + 1 == CustomerRows.SCORED ? 0 : row + 1;
        return peer.score(row);
    }

    @TearDown
    public void release() {
        peer.close();
    }
}
