package io.github.churnml.spark;

import io.github.churnml.data.Chars;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The tally of a column of texts. What a reader of files takes for missing is so here; such texts are kept among the values until the end,
 * so that a text that is known costs one look at a table. Bytes of texts have a bound, too.
 */
final class TextTally extends ColumnTally {

    private static final long serialVersionUID = 1;

    private static final int BYTES_A_TEXT = 64;

    private Map<UTF8String, long[]> values = new HashMap<>();
    private long bytes;
    private int longest;

    TextTally(int columns) {
        super(new TypeEvidence(new DistinctShare(columns)), columns);
    }

    @Override
    public void add(long value) {
        throw new IllegalStateException("a whole number, where texts are held");
    }

    @Override
    public void add(UTF8String text) {
        if (isOver()) {
            take(text, 1);
        } else {
            long[] known = values.get(text);
            if (known != null) {
                known[0]++;
            } else {
                // Its bytes are those of a page that Spark fills again.
                put(text.copy(), 1);
            }
        }
    }

    private void add(UTF8String text, long times) {
        if (isOver()) {
            take(text, times);
            return;
        }
        long[] known = values.get(text);
        if (known != null) {
            known[0] += times;
        } else {
            put(text, times);
        }
    }

    private void put(UTF8String text, long times) {
        values.put(text, new long[] {times});
        longest = Math.max(longest, text.numBytes());
        bytes += text.numBytes();
        if (values.size() > most || bytes > (long) BYTES_A_TEXT * most) {
            pass();
        }
    }

    private void take(UTF8String text, long times) {
        longest = Math.max(longest, text.numBytes());
        String value = text.toString();
        if (MissingMarkers.standard().isMissing(value)) {
            addMissing(times);
        } else {
            evidence.addText(value, times);
        }
    }

    /** Texts of so many bytes or fewer pass the bound by their number alone, in whatever order they come. */
    @Override
    boolean maybeFew() {
        return isOver() && longest > BYTES_A_TEXT;
    }

    @Override
    void takeEvidence() {
        values.forEach((text, times) -> take(text, times[0]));
    }

    @Override
    void forget() {
        values = new HashMap<>();
        bytes = 0;
    }

    @Override
    void addValues(ColumnTally other) {
        longest = Math.max(longest, ((TextTally) other).longest);
        ((TextTally) other).values.forEach((text, times) -> add(text, times[0]));
    }

    @Override
    TreeMap<String, Long> texts() {
        TreeMap<String, Long> texts = new TreeMap<>();
        values.forEach((text, times) -> {
            String value = text.toString();
            if (!MissingMarkers.standard().isMissing(value)) {
                count(texts, value, times[0]);
            }
        });
        return texts;
    }

    @Override
    TreeMap<Double, Long> numbers(ColumnType type) {
        TreeMap<Double, Long> numbers = new TreeMap<>();
        Dates.Format format = type == ColumnType.DATE ? evidence.format() : null;
        texts().forEach((text, times) -> count(numbers, number(text, format), times));
        return numbers;
    }

    /** A text that is a number, or a date in a format. */
    static double number(String text, Dates.@Nullable Format format) {
        char[] s = text.toCharArray();
        int from = Chars.start(s, 0, s.length);
        int to = Chars.end(s, from, s.length);
        return format == null ? Numbers.scan(s, from, to) : Dates.parse(s, from, to, format);
    }
}
