package io.github.churnml.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** How long does a row take in a batch of 10,000? Times are per row: {@code benchmarks/run ScoreBatch}. */
public class ScoreBatch extends Measured {

    @Param
    public Contender contender;

    private Peer peer;

    @Setup
    public void prepare() {
        peer = contender.ready(size());
    }

    @Setup(Level.Invocation)
    public void renew() {
        peer.beforeBatch();
    }

    @Benchmark
    @OperationsPerInvocation(CustomerRows.SCORED)
    public Object probabilities() {
        return peer.scoreBatch();
    }

    @TearDown
    public void release() {
        peer.close();
    }
}
