package io.github.churnml.data.read;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** All texts as they stand, one after the other in UTF-8, of which a column of any type can be made. */
final class TextPart extends ColumnPart {

    /** The texts of some rows, and where each ends. */
    private record Piece(byte[] texts, int[] ends) {}

    private final MarkerMatcher markers;
    private final ColumnProbe probe;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private byte[] texts;
    private int[] ends;
    private int filled;
    private int count;

    TextPart(MarkerMatcher markers, ColumnProbe probe, int rows) {
        this.markers = markers;
        this.probe = probe;
        this.texts = new byte[8 * rows + 8];
        this.ends = new int[rows];
    }

    @Override
    void add(char[] s, int from, int to) {
        probe.add(s, from, to, count + 1L, 1);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count + 8);
        }
        int length = to - from;
        if (filled + 3 * length > texts.length) {
            texts = Arrays.copyOf(texts, 2 * filled + 3 * length);
        }
        int any = 0;
        for (int i = 0; i < length; i++) {
            any |= s[from + i];
            texts[filled + i] = (byte) s[from + i];
        }
        if (any >= 0x80) {
            byte[] encoded = new String(s, from, length).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(encoded, 0, texts, filled, encoded.length);
            length = encoded.length;
        }
        filled += length;
        ends[count++] = filled;
    }

    @Override
    void add(AsciiRows rows, int column) {
        for (int row = 0; row < rows.size(); row++) {
            add(rows, row, column);
        }
    }

    @Override
    int distinctLevel() {
        return probe.distinctLevel();
    }

    @Override
    void trim() {
        pieces.add(new Piece(Arrays.copyOf(texts, filled), Arrays.copyOf(ends, count)));
        texts = new byte[0];
        ends = new int[0];
    }

    @Override
    void append(ColumnPart later) {
        TextPart other = (TextPart) later;
        pieces.addAll(other.pieces);
        probe.merge(other.probe, count);
        count += other.count;
    }

    @Override
    ColumnProbe probe() {
        return probe;
    }

    @Override
    void copyTo(ColumnPart other) {
        each((row, s, from, to) -> other.add(s, from, to));
    }

    @Override
    Column build(String name, ColumnType type, Dates.Format format) {
        ColumnBuilder builder = ColumnBuilder.of(name, type, format, markers, count);
        each((row, s, from, to) -> {
            if (!builder.add(row, s, from, to)) {
                throw new CsvBlocks.Irregular("a text does not suit its column");
            }
        });
        return builder.build();
    }

    private interface Taker {
        void take(int row, char[] s, int from, int to);
    }

    /** Gives every text away, which empties this. */
    private void each(Taker taker) {
        int row = 0;
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            char[] s = new char[8];
            int from = 0;
            for (int to : piece.ends) {
                int length = to - from;
                int any = 0;
                if (s.length < length) {
                    s = new char[2 * length];
                }
                for (int i = 0; i < length; i++) {
                    any |= piece.texts[from + i];
                    s[i] = (char) piece.texts[from + i];
                }
                if (any < 0) {
                    String text = new String(piece.texts, from, length, StandardCharsets.UTF_8);
                    length = text.length();
                    text.getChars(0, length, s, 0);
                }
                taker.take(row++, s, 0, length);
                from = to;
            }
        }
    }
}
