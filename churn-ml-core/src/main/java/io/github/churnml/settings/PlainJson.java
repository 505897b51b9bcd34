package io.github.churnml.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.github.churnml.error.ChurnException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain trees of null, text, booleans, numbers, lists and mappings; no object is ever bound to it.
 *
 * <p>Writing gives the same bytes for the same tree on every JDK: UTF-8, two blanks per level, line feeds, mappings in
 * their own order, and the shortest decimal that reads back as the same double ({@code Double.toString} changed in JDK
 * 19). Reading is strict and bounded, and whatever is written can be read: whole numbers come back as {@code Integer}
 * where they fit, else as {@code Long}.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class PlainJson {

    private static final int LARGEST = 64 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(64, 1_000_000, 10_000, 100);
    private static final JsonFactory FACTORY =
            LIMITS.factory().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private PlainJson() {}

    /**
     * Writes a tree.
     *
     * @param tree null, {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, finite {@code Double}, {@code
     *     List} and {@code Map} with text keys, at most 64 deep
     * @return UTF-8, ending with a line feed
     * @throws IllegalArgumentException if a value is of another type, not finite, or beyond what can be read again
     */
    public static byte[] write(Map<String, ?> tree) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(lines);
        return write(tree, printer);
    }

    /**
     * Writes a tree on one line.
     *
     * @param tree as in {@link #write}
     * @return UTF-8, with one line feed, at its end
     * @throws IllegalArgumentException as {@link #write} does
     */
    public static byte[] writeLine(Map<String, ?> tree) {
        return write(tree, null);
    }

    private static byte[] write(Map<String, ?> tree, @Nullable PrettyPrinter printer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            generator.setPrettyPrinter(printer);
            new JsonWriter(generator, LIMITS).write(tree);
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a tree.
     *
     * @param json UTF-8
     * @param blame makes the exception if it is not usable
     * @param what what is read, for messages, such as {@code manifest.json}
     * @return the mapping in its own order, with {@code Integer}, {@code Long} or {@code Double} numbers; may be changed
     * @throws ChurnException made by {@code blame}, if this is not JSON, not a mapping, has a key twice, a number that is
     *     not finite, or exceeds a limit
     */
    @SuppressWarnings("unchecked") // the tree of a mapping is a mapping
    public static Map<String, Object> read(byte[] json, Blame blame, String what) {
        try (JsonParser parser = FACTORY.createParser(text(json, blame, what))) {
            JsonEvents events = new JsonEvents(parser, LIMITS, blame, what);
            Object tree = new PlainTree(events, LIMITS.deepest(), null).of(events.root());
            events.end();
            return (Map<String, Object>) Objects.requireNonNull(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
    }

    /** Decoded here because the parser would also take UTF-16 and UTF-32, which a second reader might not. */
    private static String text(byte[] json, Blame blame, String what) {
        if (json.length > LARGEST) {
            throw blame.of(what + " is larger than " + (LARGEST >> 20) + " MB.", "");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw blame.of(what + " is not UTF-8 text.", "Maybe it is damaged, or saved in another character set.");
        }
    }
}
