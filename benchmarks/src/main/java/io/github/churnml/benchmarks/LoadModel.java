package io.github.churnml.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How long does it take from a model's file to a model that can score? All have the same number of trees and leaves, ours a
 * pipeline besides: {@code benchmarks/run LoadModel}.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoadModel extends Measured {

    @Param
    public ModelFormat format;

    private Path file;

    @Setup
    public void prepare() {
        file = format.file(size());
    }

    @Benchmark
    public Object load() throws Exception {
        return format.load(file);
    }
}
