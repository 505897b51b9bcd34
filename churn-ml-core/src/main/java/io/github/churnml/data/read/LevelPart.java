package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Codes of the different texts, missing ones among them; what the values allow is found out once for each text. */
final class LevelPart extends ColumnPart {

    /** What the codes of some rows are in the whole part. */
    private record Piece(int rows, int[] levels) {}

    private final MarkerMatcher markers;
    private final int mostDistinct;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private long[] firstRows = new long[8];
    private int[] times = new int[8];
    private final List<Piece> pieces = new ArrayList<>();
    private final RecentLevels recent = new RecentLevels();
    /** The column's codes, shared by its parts, and where those of this one begin. */
    private final int[] codes;

    private final int start;
    private int count;

    LevelPart(MarkerMatcher markers, int mostDistinct, int[] codes, int start) {
        this.markers = markers;
        this.mostDistinct = mostDistinct;
        this.codes = codes;
        this.start = start;
    }

    @Override
    void add(char[] s, int from, int to) {
        requireRoom(1, start + count, codes.length);
        codes[start + count] = place(new String(s, from, to - from), count);
        count++;
    }

    @Override
    void add(AsciiRows rows, int column) {
        int begin = start + count;
        requireRoom(rows.size(), begin, codes.length);
        for (int row = 0; row < rows.size(); row++) {
            int code = recent.find(rows.text, rows.from(row, column), rows.to(row, column));
            if (code < 0) {
                code = place(rows.text(row, column), count + row);
                recent.found(code);
            }
            codes[begin + row] = code;
        }
        count += rows.size();
    }

    private int place(String text, long row) {
        Integer known = places.putIfAbsent(text, texts.size());
        if (known != null) {
            return known;
        }
        if (texts.size() == times.length) {
            firstRows = Arrays.copyOf(firstRows, 2 * times.length);
            times = Arrays.copyOf(times, 2 * times.length);
        }
        firstRows[texts.size()] = row;
        texts.add(text);
        return texts.size() - 1;
    }

    @Override
    void trim() {
        for (int row = start; row < start + count; row++) {
            times[codes[row]]++;
        }
        int[] same = new int[texts.size()];
        Arrays.setAll(same, i -> i);
        pieces.add(new Piece(count, same));
    }

    @Override
    void append(ColumnPart later) {
        LevelPart other = (LevelPart) later;
        int[] levels = new int[other.texts.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = place(other.texts.get(i), count + other.firstRows[i]);
            times[levels[i]] += other.times[i];
        }
        for (Piece piece : other.pieces) {
            pieces.add(new Piece(piece.rows, levels));
        }
        close(codes, start + count, other.start, other.count);
        count += other.count;
    }

    @Override
    ColumnProbe probe() {
        ColumnProbe probe = new ColumnProbe(markers, new DistinctSample(mostDistinct, 0));
        for (int i = 0; i < texts.size(); i++) {
            char[] text = texts.get(i).toCharArray();
            probe.add(text, 0, text.length, firstRows[i] + 1, times[i]);
        }
        return probe;
    }

    @Override
    Column build(String name, ColumnType type, Dates.Format format) {
        List<String> levels = new ArrayList<>();
        int[] kept = new int[texts.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = type.isCoded() && isMissing(texts.get(i)) ? CodedColumn.MISSING : levels.size();
            if (kept[i] >= 0) {
                levels.add(texts.get(i));
            }
        }
        int row = 0;
        for (Piece piece : pieces) {
            int[] known = Arrays.stream(piece.levels).map(level -> kept[level]).toArray();
            for (int end = row + piece.rows; row < end; row++) {
                codes[row] = known[codes[row]];
            }
        }
        int[] all = count == codes.length ? codes : Arrays.copyOf(codes, count);
        if (type.isCoded()) {
            return CodedColumn.of(name, type, all, levels);
        }
        ColumnBuilder builder = ColumnBuilder.of(name, type, format, markers, count);
        for (row = 0; row < count; row++) {
            char[] text = levels.get(all[row]).toCharArray();
            builder.add(row, text, 0, text.length);
        }
        return builder.build();
    }

    private boolean isMissing(String text) {
        char[] s = text.toCharArray();
        int from = Chars.start(s, 0, s.length);
        return markers.isMissing(s, from, Chars.end(s, from, s.length));
    }
}
