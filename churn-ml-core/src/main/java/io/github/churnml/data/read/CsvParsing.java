package io.github.churnml.data.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;

/** Runs the CSV parser over a source and puts everything that can go wrong into our words. */
final class CsvParsing<T> implements AutoCloseable {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final CsvHandler<T> handler;
    private final TableLimits limits;
    private final CloseableIterator<T> rows;

    CsvParsing(CsvHandler<T> handler, TableLimits limits, LongConsumer progress) {
        this.handler = handler;
        this.limits = limits;
        DecodingReader reader = handler.source().open(progress);
        handler.reader(reader);
        rows = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(handler.source().delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(limits.fieldChars())
                .build(handler, reader)
                .iterator();
    }

    /** Reads a whole file into a handler that takes fields in as they come. */
    static void run(CsvHandler<Void> handler, TableLimits limits, LongConsumer progress) {
        try (CsvParsing<Void> parsing = new CsvParsing<>(handler, limits, progress)) {
            boolean unused = parsing.hasNext(); // the handler makes no row, so this reads all
        }
    }

    /** Whether there is a row; at the end, that there was any. */
    boolean hasNext() {
        try {
            if (rows.hasNext()) {
                return true;
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw inOurWords(e);
        }
        requireRows();
        return false;
    }

    T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    private void requireRows() {
        Path path = handler.source().path();
        if (handler.header() == null) {
            throw TableFile.empty(path);
        }
        if (handler.rows() == 0) {
            throw TableFile.noRows(path);
        }
    }

    private RuntimeException inOurWords(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChurnException ours) {
                return ours;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof DecodingReader.Malformed malformed) {
                return wrongCharset(malformed);
            }
            if (cause instanceof IOException io) {
                return TableFile.unreadable(handler.source().path(), io);
            }
        }
        return malformed(e);
    }

    private DataException wrongCharset(DecodingReader.Malformed malformed) {
        String name = handler.column();
        Charset charset = handler.source().charset();
        String shown = String.format(Locale.ROOT, "0x%02X", malformed.firstByte());
        String windows = new String(new byte[] {(byte) malformed.firstByte()}, WINDOWS);
        boolean letter = charset.equals(StandardCharsets.UTF_8) && Character.isLetter(windows.charAt(0));
        return new DataException(
                handler.place() + " is not valid " + charset.name()
                        + (name.isEmpty() ? "" : " in column " + Wording.name(name)) + ": byte " + shown + " at offset "
                        + malformed.offset() + (letter ? ", in windows-1252 a '" + windows + "'" : "") + ".",
                "Maybe the file is in windows-1252 or another character set: say which with --charset, such as --charset"
                        + " windows-1252 (in Java: withCharset).",
                handler.where(),
                malformed);
    }

    private DataException malformed(RuntimeException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = String.valueOf(deepest.getMessage());
        if (message.startsWith("The maximum buffer size")) {
            return new DataException(
                    handler.place() + " has a field of more than " + limits.fieldChars() + " characters.",
                    "Maybe a quote is opened and not closed.",
                    handler.where(),
                    e);
        }
        String problem = message.startsWith("Unexpected character after closing quote")
                ? " has text behind a closing quote."
                : " cannot be read: " + message;
        return new DataException(
                handler.place() + problem,
                "Maybe a quote inside a field is not doubled, or an earlier quote is not closed.",
                handler.where(),
                e);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw TableFile.unreadable(handler.source().path(), e);
        }
    }
}
