package io.github.churnml.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of identifiers or prose: all texts one after the other as UTF-8, in blocks that together may exceed two
 * gigabytes. No string is kept; one is made each time a text is asked for.
 */
public final class TextColumn implements Column {

    /** Blocks but the last hold exactly this many bytes; a power of two. */
    static final int BLOCK_BITS = 20;

    static final int BLOCK = 1 << BLOCK_BITS;

    private final Field field;
    private final byte[][] blocks;
    private final long[] ends;
    private final BitSet missing;
    /** Which of the texts are shown, row by row; null if all are. */
    private final int @Nullable [] places;

    private TextColumn(Field field, byte[][] blocks, long[] ends, BitSet missing, int @Nullable [] places) {
        this.field = field;
        this.blocks = blocks;
        this.ends = ends;
        this.missing = missing;
        this.places = places;
    }

    /**
     * A column of the given texts.
     *
     * @param name the column's name
     * @param type {@link ColumnType#IDENTIFIER} or {@link ColumnType#TEXT}
     * @param texts one per row; null for missing
     * @return the column
     */
    public static TextColumn of(String name, ColumnType type, List<@Nullable String> texts) {
        Builder builder = new Builder(texts.size());
        for (String text : texts) {
            if (text == null) {
                builder.addMissing();
            } else {
                char[] chars = text.toCharArray();
                builder.add(chars, 0, chars.length);
            }
        }
        return builder.build(name, type);
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public ColumnType type() {
        return field.type();
    }

    @Override
    public int rows() {
        return places == null ? ends.length : places.length;
    }

    @Override
    public boolean isMissing(int row) {
        return missing.get(place(row));
    }

    @Override
    public @Nullable String text(int row) {
        return isMissing(row) ? null : new String(bytes(row), StandardCharsets.UTF_8);
    }

    @Override
    public TextColumn select(int[] rows) {
        return select(new Selection(rows));
    }

    TextColumn select(Selection rows) {
        if (rows.shows(ends.length)) {
            return new TextColumn(field, blocks, ends, missing, rows.of(places));
        }
        Builder builder = new Builder(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (isMissing(row)) {
                builder.addMissing();
            } else {
                byte[] text = bytes(row);
                builder.add(text, text.length);
            }
        }
        return builder.build(field.name(), field.type());
    }

    /** The UTF-8 form of a text, as a copy; no bytes if it is missing. */
    byte[] bytes(int row) {
        long from = start(row);
        byte[] text = new byte[(int) (end(row) - from)];
        int copied = 0;
        while (copied < text.length) {
            long position = from + copied;
            int offset = (int) (position & BLOCK - 1);
            int length = Math.min(text.length - copied, BLOCK - offset);
            System.arraycopy(blocks[(int) (position >>> BLOCK_BITS)], offset, text, copied, length);
            copied += length;
        }
        return text;
    }

    /** A 64-bit hash of a text's bytes, which says nothing about whether it is missing. */
    long hash(int row) {
        long hash = 0;
        long from = start(row);
        long to = end(row);
        for (long position = from; position < to; position++) {
            hash = (hash ^ at(position)) * 0x1000_0000_01B3L;
        }
        return Chars.mix(hash ^ to - from);
    }

    /** Whether two rows hold the same text, or both none. */
    boolean same(int row, int other) {
        long from = start(row);
        long otherFrom = start(other);
        long length = end(row) - from;
        if (isMissing(row) != isMissing(other) || length != end(other) - otherFrom) {
            return false;
        }
        for (long i = 0; i < length; i++) {
            if (at(from + i) != at(otherFrom + i)) {
                return false;
            }
        }
        return true;
    }

    private int place(int row) {
        return places == null ? row : places[row];
    }

    private long start(int row) {
        int place = place(row);
        return place == 0 ? 0 : ends[place - 1];
    }

    private long end(int row) {
        return ends[place(row)];
    }

    private byte at(long position) {
        return blocks[(int) (position >>> BLOCK_BITS)][(int) (position & BLOCK - 1)];
    }

    /** Packs texts row by row; for a number of rows known beforehand, used by one thread, once. */
    public static final class Builder {

        private static final int FIRST_BYTES = 256;

        private final long[] ends;
        private final BitSet missing = new BitSet();
        private final ArrayList<byte[]> full = new ArrayList<>();
        private byte[] block = new byte[FIRST_BYTES];
        private int used;
        private int rows;

        /**
         * For a column.
         *
         * @param rows how many rows it will have
         */
        public Builder(int rows) {
            ends = new long[rows];
        }

        /** Adds a row whose value is missing. */
        public void addMissing() {
            missing.set(rows);
            endRow();
        }

        /**
         * Adds a row.
         *
         * @param s holds its text
         * @param from where the text begins
         * @param to behind its last character
         */
        public void add(char[] s, int from, int to) {
            if (!isAscii(s, from, to)) {
                byte[] encoded = new String(s, from, to - from).getBytes(StandardCharsets.UTF_8);
                add(encoded, encoded.length);
                return;
            }
            for (int i = from; i < to; i++) {
                if (used == block.length) {
                    makeRoom();
                }
                block[used++] = (byte) s[i];
            }
            endRow();
        }

        /**
         * Adds a row.
         *
         * @param utf8 holds its text from the beginning
         * @param length how many bytes the text has
         */
        public void add(byte[] utf8, int length) {
            int copied = 0;
            while (copied < length) {
                if (used == block.length) {
                    makeRoom();
                }
                int part = Math.min(length - copied, block.length - used);
                System.arraycopy(utf8, copied, block, used, part);
                used += part;
                copied += part;
            }
            endRow();
        }

        /**
         * The column, once all rows are added.
         *
         * @param name its name
         * @param type {@link ColumnType#IDENTIFIER} or {@link ColumnType#TEXT}
         * @return the column
         */
        public TextColumn build(String name, ColumnType type) {
            if (type != ColumnType.IDENTIFIER && type != ColumnType.TEXT) {
                throw new IllegalArgumentException("type " + type + " is not held as packed text");
            }
            if (rows != ends.length) {
                throw new IllegalStateException(rows + " of " + ends.length + " rows were given");
            }
            full.add(Arrays.copyOf(block, used));
            return new TextColumn(new Field(name, type), full.toArray(new byte[0][]), ends, missing, null);
        }

        private void endRow() {
            ends[rows++] = ((long) full.size() << BLOCK_BITS) + used;
        }

        private void makeRoom() {
            if (block.length < BLOCK) {
                block = Arrays.copyOf(block, block.length * 2);
            } else {
                full.add(block);
                block = new byte[BLOCK];
                used = 0;
            }
        }

        private static boolean isAscii(char[] s, int from, int to) {
            int any = 0;
            for (int i = from; i < to; i++) {
                any |= s[i];
            }
            return any < 0x80;
        }
    }
}
