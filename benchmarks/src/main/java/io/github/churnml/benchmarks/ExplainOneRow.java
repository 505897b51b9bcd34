package io.github.churnml.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** How long do the exact contributions of one row take? {@code benchmarks/run ExplainOneRow}. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExplainOneRow extends Measured {

    @Param
    public Explainer explainer;

    private Reasons reasons;
    private int next;

    @Setup
    public void prepare() {
        reasons = explainer.ready(size());
    }

    @Benchmark
    public Object contributions() {
        int row = next;
        next = row + 1 == Reasons.ROWS ? 0 : row + 1;
        return reasons.explain(row);
    }

    @TearDown
    public void release() {
        reasons.close();
    }
}
