package io.github.churnml.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output as {@link System#out} writes it, which remembers why a writing failed; a print stream only that it did. */
final class ProcessOutput extends PrintStream {

    private final Remembering below;
    private final Charset characters;

    private ProcessOutput(Remembering below, Charset charset) {
        super(new BufferedOutputStream(below), true, charset);
        this.below = below;
        this.characters = charset;
    }

    static ProcessOutput ofProcess() {
        return to(new FileOutputStream(FileDescriptor.out), charset());
    }

    static ProcessOutput to(OutputStream out, Charset charset) {
        return new ProcessOutput(new Remembering(out), charset);
    }

    /** That of {@link System#out}, which tells it from Java 18 on only. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return Charset.defaultCharset();
        }
    }

    /** The character set that is written; Java tells that of a print stream from 18 on only. */
    Charset characters() {
        return characters;
    }

    /** Why the first writing failed that did. */
    Optional<IOException> failure() {
        return Optional.ofNullable(below.failure);
    }

    private static final class Remembering extends FilterOutputStream {

        private volatile @Nullable IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
