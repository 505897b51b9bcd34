package io.github.churnml.prepare;

import io.github.churnml.data.Decimals;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.AsciiRows;
import io.github.churnml.data.read.DecimalMarks;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.RowSink;
import io.github.churnml.data.read.TableScan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pass over a table that settles the decimal mark of each of its columns of numbers, before a single row is scored: in a
 * table with {@code 29,85} the text {@code 1.234} is 1234, whichever row comes first. On all cores, in bounded memory.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class DecimalScan implements RowSink<DecimalScan> {

    /** Whether a plain number is a text; else it is a number, whose point is one. */
    private final boolean texts;

    private final List<String> header;
    private final List<String> bare;
    private final @Nullable DecimalMarks[] marks;

    private DecimalScan(List<String> header, Set<String> asked, boolean texts) {
        this.texts = texts;
        this.header = header;
        this.bare = header.stream().map(String::strip).toList();
        marks = new DecimalMarks[header.size()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = asked.contains(bare.get(i)) ? new DecimalMarks() : null;
        }
    }

    /**
     * A model's inputs as they read one table.
     *
     * @param inputs the inputs
     * @param path the table, which has their columns
     * @param options how to read it
     * @return the inputs in their order; where a column of the table does not tell, it is read as in training
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows, or a row is wrong
     */
    public static List<Input> inputs(List<Input> inputs, Path path, ReadOptions options) {
        Set<String> asked = inputs.stream()
                .filter(input -> input instanceof NumberInput number && number.hasDecimals())
                .map(input -> input.name().strip())
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return inputs;
        }
        boolean texts = TableScan.hasTexts(path);
        DecimalScan scan = TableScan.run(path, options, header -> new DecimalScan(header, asked, texts));
        return inputs.stream()
                .map(input -> input instanceof NumberInput number && number.hasDecimals() ? scan.of(number) : input)
                .toList();
    }

    private Input of(NumberInput input) {
        int exact = header.indexOf(input.name());
        int place = exact >= 0 ? exact : bare.indexOf(input.name().strip());
        DecimalMarks found = place < 0 ? null : marks[place];
        return found == null ? input : input.in(found, table());
    }

    /** What the columns that tell have in common. */
    private Decimals table() {
        Decimals all = null;
        for (DecimalMarks of : marks) {
            if (of != null && of.isDecided()) {
                Decimals one = of.decide(Decimals.EITHER);
                all = all == null || all == one ? one : Decimals.EITHER;
            }
        }
        return all == null ? Decimals.EITHER : all;
    }

    @Override
    public void cell(int column, char[] s, int from, int to) {
        DecimalMarks of = marks[column];
        if (of != null) {
            String text = new String(s, from, to - from);
            of.add(text, 1);
            if (!texts && text.indexOf('.') >= 0 && !Double.isNaN(Numbers.parse(text))) {
                of.addPoint();
            }
        }
    }

    @Override
    public void endRow() {
        // Rows do not count, values do.
    }

    @Override
    public void rows(AsciiRows rows) {
        for (int column = 0; column < marks.length; column++) {
            DecimalMarks of = marks[column];
            if (of != null) {
                of.add(rows, column);
            }
        }
    }

    @Override
    public void merge(DecimalScan later) {
        for (int column = 0; column < marks.length; column++) {
            DecimalMarks of = marks[column];
            DecimalMarks more = later.marks[column];
            if (of != null && more != null) {
                of.merge(more);
            }
        }
    }
}
