package io.github.churnml.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** One column of some rows, as compact as its values allow: whole numbers, or places in a list of the texts that occur. Immutable. */
final class PackedColumn implements Serializable {

    private static final long serialVersionUID = 1;

    private final PackedLongs values;
    private final @Nullable BitSet missing;
    /** All texts that occur, one after the other; null where values are not texts. */
    private final byte @Nullable [] texts;
    /** Where each text ends. */
    private final @Nullable PackedLongs ends;

    private PackedColumn(
            PackedLongs values, @Nullable BitSet missing, byte @Nullable [] texts, @Nullable PackedLongs ends) {
        this.values = values;
        this.missing = missing;
        this.texts = texts;
        this.ends = ends;
    }

    /** A value as text; null if it is missing. */
    @Nullable
    String text(int row, CellText.OfLong writer) {
        if (missing != null && missing.get(row)) {
            return null;
        }
        int place = (int) values.get(row);
        if (texts == null || ends == null) {
            return writer.text(values.get(row));
        }
        int from = place == 0 ? 0 : (int) ends.get(place - 1);
        return new String(texts, from, (int) ends.get(place) - from, StandardCharsets.UTF_8);
    }

    /** Takes values in, row by row; for a number of rows known beforehand, and one thread. */
    static final class Builder implements CellSink {

        private final long[] values;
        private final BitSet missing = new BitSet();
        private final Map<UTF8String, Integer> known = new HashMap<>();
        private final List<UTF8String> texts = new ArrayList<>();
        private long bytes;
        private int rows;

        Builder(int most) {
            values = new long[most];
        }

        @Override
        public void addMissing() {
            missing.set(rows++);
        }

        @Override
        public void add(long value) {
            values[rows++] = value;
        }

        @Override
        public void add(UTF8String text) {
            Integer place = known.get(text);
            if (place == null) {
                place = texts.size();
                UTF8String own = text.copy();
                known.put(own, place);
                texts.add(own);
                bytes += own.numBytes();
            }
            values[rows++] = place;
        }

        /** How many bytes the texts have so far. */
        long bytes() {
            return bytes;
        }

        /** The column. */
        PackedColumn build(boolean isText) {
            PackedLongs packed = PackedLongs.of(values, rows);
            BitSet gaps = missing.isEmpty() ? null : missing;
            if (!isText) {
                return new PackedColumn(packed, gaps, null, null);
            }
            byte[] all = new byte[Math.toIntExact(bytes)];
            long[] ends = new long[texts.size()];
            int end = 0;
            for (int i = 0; i < ends.length; i++) {
                byte[] text = texts.get(i).getBytes();
                System.arraycopy(text, 0, all, end, text.length);
                end += text.length;
                ends[i] = end;
            }
            return new PackedColumn(packed, gaps, all, PackedLongs.of(ends, ends.length));
        }
    }
}
