package io.github.churnml.data.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.churnml.data.Chars;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes blocks of whole CSV rows apart: those without quotes by looking for delimiters and line ends alone, those with
 * quotes by the CSV parser. For one thread; reuses its space.
 */
final class CsvBlock {

    /**
     * What is among the bytes of a block.
     *
     * @param quoted whether a quote is
     * @param ascii whether nothing else than ASCII is
     * @param lines how many lines end
     */
    record Look(boolean quoted, boolean ascii, int lines) {

        private static final long QUOTES = AsciiSplitter.ONES * '"';
        private static final long FEEDS = AsciiSplitter.ONES * '\n';
        private static final long RETURNS = AsciiSplitter.ONES * '\r';

        /** Looks at eight bytes at a time (H. S. Warren, Hacker's Delight, 6-1). */
        static Look at(byte[] block, int length) {
            long any = 0;
            long quotes = 0;
            long returns = 0;
            int lines = 0;
            int i = 0;
            for (; i + Long.BYTES <= length; i += Long.BYTES) {
                long eight = (long) AsciiSplitter.LONGS.get(block, i);
                long x = eight ^ QUOTES;
                long y = eight ^ RETURNS;
                any |= eight;
                quotes |= x - AsciiSplitter.ONES & ~x;
                returns |= y - AsciiSplitter.ONES & ~y;
                lines += Long.bitCount(zeros(eight ^ FEEDS));
            }
            for (; i < length; i++) {
                any |= block[i];
                quotes |= block[i] == '"' ? AsciiSplitter.HIGHS : 0;
                returns |= block[i] == '\r' ? AsciiSplitter.HIGHS : 0;
                lines += block[i] == '\n' ? 1 : 0;
            }
            for (int j = 0; (returns & AsciiSplitter.HIGHS) != 0 && j < length; j++) {
                lines += block[j] == '\r' && (j + 1 == length || block[j + 1] != '\n') ? 1 : 0;
            }
            return new Look((quotes & AsciiSplitter.HIGHS) != 0, (any & AsciiSplitter.HIGHS) == 0, lines);
        }

        /** The high bits of the bytes that are 0. */
        private static long zeros(long x) {
            return ~((x & ~AsciiSplitter.HIGHS) + ~AsciiSplitter.HIGHS | x) & AsciiSplitter.HIGHS;
        }
    }

    private final CsvSource source;
    private final CharsetDecoder decoder;
    private char[] chars = {};

    CsvBlock(CsvSource source) {
        this.source = source;
        this.decoder = source.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * What the block that the file begins with holds.
     *
     * @param columns the names of the columns
     * @param sink has taken its rows in
     * @param notices what was noticed about the header
     */
    record First<S>(List<String> columns, S sink, List<Notice> notices) {}

    /** Takes the first block apart, whose first record is the header. */
    <S extends RowSink<S>> First<S> first(byte[] block, int length, Look look, Function<List<String>, S> empty) {
        int count = decode(block, length, look);
        Feeding<S> feeding = new Feeding<>(source, empty);
        parse(feeding, new CharArrayReader(chars, 0, count));
        List<String> columns = feeding.header();
        if (columns == null || feeding.sink == null || feeding.rows() == 0) {
            throw new CsvBlocks.Irregular("there are no rows near the header");
        }
        return new First<>(columns, feeding.sink, feeding.notices());
    }

    /** Takes any further block apart. */
    <S extends RowSink<S>> void rest(byte[] block, int length, Look look, int columns, S sink) {
        if (look.quoted()) {
            int count = decode(block, length, look);
            String header = IntStream.range(0, columns)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(String.valueOf(source.delimiter()), "", "\n"));
            parse(new Feeding<>(source, names -> sink), new Following(new StringReader(header), count));
        } else if (look.ascii()) {
            new AsciiSplitter(block, length, columns, sink).split(source.delimiter());
        } else {
            new Splitting(columns, sink).split(decode(block, length, look));
        }
    }

    private int decode(byte[] block, int length, Look look) {
        if (chars.length < length) {
            chars = new char[length];
        }
        if (look.ascii()) {
            // All character sets that come here agree on ASCII.
            // One copy and one widening, both by whole registers.
            new String(block, 0, length, StandardCharsets.ISO_8859_1).getChars(0, length, chars, 0);
            return length;
        }
        CharBuffer out = CharBuffer.wrap(chars);
        decoder.reset();
        CoderResult result = decoder.decode(ByteBuffer.wrap(block, 0, length), out, true);
        if (result.isUnderflow()) {
            result = decoder.flush(out);
        }
        if (!result.isUnderflow()) {
            throw new CsvBlocks.Irregular("the bytes are no text");
        }
        return out.position();
    }

    private void parse(Feeding<?> feeding, Reader reader) {
        try (CloseableIterator<Void> rows = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(source.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(TableLimits.STANDARD.fieldChars())
                .build(feeding, reader)
                .iterator()) {
            rows.forEachRemaining(none -> {});
        } catch (de.siegmar.fastcsv.reader.CsvParseException | UncheckedIOException | DataException | IOException e) {
            throw new CsvBlocks.Irregular(String.valueOf(e.getMessage()));
        }
    }

    /** Rows beyond ASCII without quotes: what stands between delimiters and ends of lines. */
    private final class Splitting {
        private final RowSink<?> sink;
        private final int last;
        private final char delimiter = source.delimiter();
        private int column;
        private int start;

        Splitting(int columns, RowSink<?> sink) {
            this.last = columns - 1;
            this.sink = sink;
        }

        void split(int count) {
            char greatest = (char) Math.max(delimiter, '\r');
            for (int i = 0; i < count; i++) {
                char c = chars[i];
                if (c <= greatest && (c == delimiter || c == '\n' || c == '\r')) {
                    at(i);
                }
            }
            if (start < count || column > 0) {
                endRow(count);
            }
        }

        private void at(int i) {
            if (chars[i] != delimiter) {
                endRow(i);
                column = 0;
            } else if (column == last) {
                throw new CsvBlocks.Irregular("a row is too long");
            } else {
                sink.cell(column++, chars, start, i);
            }
            start = i + 1;
        }

        private void endRow(int end) {
            if (column == 0 && Chars.start(chars, start, end) == end) {
                return;
            }
            if (column != last) {
                throw new CsvBlocks.Irregular("a row is too short");
            }
            sink.cell(column, chars, start, end);
            sink.endRow();
        }
    }

    /** The characters of the block after those of another reader. */
    private final class Following extends Reader {
        private final Reader before;
        private final CharArrayReader block;

        Following(Reader before, int count) {
            this.before = before;
            this.block = new CharArrayReader(chars, 0, count);
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            int count = before.read(target, from, length);
            return count > 0 ? count : block.read(target, from, length);
        }

        @Override
        public void close() {
            block.close();
        }
    }

    private static final class Feeding<S extends RowSink<S>> extends CsvHandler<Void> {
        private final Function<List<String>, S> empty;
        private @Nullable S sink;

        Feeding(CsvSource source, Function<List<String>, S> empty) {
            super(source, TableLimits.STANDARD.withoutRows());
            this.empty = empty;
        }

        @Override
        void header(List<String> names) {
            sink = empty.apply(names);
        }

        @Override
        void field(int column, char[] s, int from, int to) {
            sink().cell(column, s, from, to);
        }

        @Override
        @Nullable
        Void endRow() {
            sink().endRow();
            return null;
        }

        private S sink() {
            return Objects.requireNonNull(sink, "fields come after the header");
        }
    }
}
