package io.github.churnml.cli;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output as a stream that tells when it cannot be written; a print stream keeps that to itself. */
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
            IOException failure =
                    out instanceof ProcessOutput process ? process.failure().orElse(null) : null;
            throw failure == null || isClosedPipe(failure) ? closed(failure) : failed(failure);
        }
    }

    /** The system's own words, which only name a pipe where one was closed. */
    private static boolean isClosedPipe(IOException failure) {
        String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return reason.contains("pipe") || reason.contains("reset") || leadsToPipe();
    }

    /** Whatever words the system has: a pipe is never full for good. */
    private static boolean leadsToPipe() {
        try {
            String leadsTo = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return leadsTo.startsWith("pipe:") || leadsTo.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static OutputException closed(@Nullable IOException cause) {
        return new OutputException(
                "Standard output was closed before everything was written.",
                "Maybe the command behind the pipe ended early.",
                Where.nowhere(),
                cause);
    }

    private static OutputException failed(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new OutputException(
                "Standard output cannot be written: " + reason + "; what was written before is not whole.",
                "Maybe the disk is full: make room, or name a file on another one.",
                Where.nowhere(),
                cause);
    }
}
