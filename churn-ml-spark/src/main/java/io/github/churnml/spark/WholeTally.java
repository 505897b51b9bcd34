package io.github.churnml.spark;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.IdentifierNames;
import java.time.ZoneId;
import java.util.TreeMap;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The tally of a column whose cells are held as whole numbers, see {@link CellText}. */
final class WholeTally extends ColumnTally {

    private static final long serialVersionUID = 1;

    private final String name;
    private final DataType type;
    private final ZoneId zone;
    private LongCounts values = new LongCounts();
    private transient @Nullable Reading reading;

    /** How a value is read, which does not travel. */
    private record Reading(CellText.OfLong text, CellNumber number) {}

    WholeTally(String name, DataType type, ZoneId zone, int columns) {
        super(new TypeEvidence(IdentifierNames.isIdLike(name, true) ? new DistinctShare(columns) : null), columns);
        this.name = name;
        this.type = type;
        this.zone = zone;
    }

    @Override
    public void add(long value) {
        add(value, 1);
    }

    @Override
    public void add(UTF8String text) {
        throw new IllegalStateException("a text, where " + type + " is held as a whole number");
    }

    private void add(long value, long times) {
        if (isOver()) {
            take(value, times);
            return;
        }
        values.add(value, times);
        if (values.size() > most) {
            pass();
        }
    }

    private void take(long value, long times) {
        Reading read = reading();
        if (type instanceof BooleanType) {
            evidence.addText(read.text().text(value), times);
        } else if (read.number().isDate()) {
            evidence.addDate(read.number().reader().number(value), times);
        } else {
            evidence.addNumber(read.number().reader().number(value), read.text(), value, times);
        }
    }

    private Reading reading() {
        if (reading == null) {
            reading = new Reading(CellText.of(name, type, zone).writer(), CellNumber.of(name, type, zone));
        }
        return reading;
    }

    @Override
    boolean maybeFew() {
        return false;
    }

    @Override
    void takeEvidence() {
        values.forEach(this::take);
    }

    @Override
    void forget() {
        values = new LongCounts();
    }

    @Override
    void addValues(ColumnTally other) {
        ((WholeTally) other).values.forEach(this::add);
    }

    @Override
    TreeMap<String, Long> texts() {
        TreeMap<String, Long> texts = new TreeMap<>();
        values.forEach((value, times) -> count(texts, reading().text().text(value), times));
        return texts;
    }

    @Override
    TreeMap<Double, Long> numbers(ColumnType wanted) {
        TreeMap<Double, Long> numbers = new TreeMap<>();
        values.forEach(
                (value, times) -> count(numbers, reading().number().reader().number(value), times));
        return numbers;
    }
}
