package io.github.churnml.cli;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output as a stream that tells when nobody reads any more; a print stream keeps that to itself. */
final class StandardOutput extends OutputStream {

    private final PrintStream out;

    StandardOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) {
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        out.write(bytes, from, length);
        check();
    }

    @Override
    public void flush() {
        out.flush();
        check();
    }

    /** Only flushes: what else the run has to say still follows. */
    @Override
    public void close() {
        flush();
    }

    private void check() {
        if (out.checkError()) {
            throw new OutputException(
                    "Standard output was closed before everything was written.",
                    "Maybe the command behind the pipe ended early.",
                    Where.nowhere());
        }
    }
}
