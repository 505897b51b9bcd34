package io.github.churnml.spark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the program says to whoever started it; Spark's own log goes elsewhere. */
final class Said {

    private Said() {}

    static void answer(String text) {
        print(FileDescriptor.out, text);
    }

    static void wrong(String text) {
        print(FileDescriptor.err, text);
    }

    private static void print(FileDescriptor to, String text) {
        PrintStream stream = new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
        stream.println(text);
        stream.flush();
    }
}
