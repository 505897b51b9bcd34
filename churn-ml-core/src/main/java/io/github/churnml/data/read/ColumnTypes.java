package io.github.churnml.data.read;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Field;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Schema;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides each column's type: as declared, if its values allow that, else as inferred; and says what is worth saying. */
final class ColumnTypes {

    private final List<String> names;
    private final @Nullable Path path;
    private final Map<Integer, ColumnType> declared = new HashMap<>();

    /** Finds the columns that types are declared for. */
    ColumnTypes(List<String> names, Map<String, ColumnType> types, @Nullable Path path) {
        this.names = names;
        this.path = path;
        Schema schema = new Schema(
                names.stream().map(name -> new Field(name, ColumnType.TEXT)).toList());
        types.forEach((name, type) -> {
            Optional<Integer> position = schema.find(name);
            if (position.isEmpty()) {
                throw new ConfigurationException(
                        "A type is declared for column " + Wording.name(name) + ", which is not in the table.",
                        Wording.maybeNearest(name, names),
                        Where.column(name).path(path));
            }
            declared.put(position.get(), type);
        });
    }

    /** Decides; in a table of decimal commas numbers whose points may stand before thousands stay as they are written. */
    ColumnType decide(int column, ColumnProbe probe, boolean commas, List<Notice> notices) {
        String name = names.get(column);
        ColumnType wanted = declared.get(column);
        if (wanted != null) {
            checkDeclared(name, wanted, probe);
        } else if (probe.isNumber()) {
            refuseInfinite(name, probe.infinite());
        }
        ColumnType type = wanted != null
                ? wanted
                : commas && probe.hasOpenPoints() || probe.isNumber() && probe.isMixed()
                        ? ColumnType.CATEGORICAL
                        : probe.infer(name);
        if (wanted == null && commas && probe.hasOpenPoints()) {
            notices.add(new Notice(
                    HiddenNumbers.THOUSANDS,
                    name,
                    "Column " + Wording.name(name)
                            + " holds numbers such as 1.234, and other columns have decimal commas, so"
                            + " the point is taken to stand before thousands. Write them as 1234 to be sure."));
        } else if (wanted == null && type == ColumnType.NUMERIC && probe.hasOpenPoints() && probe.isBelowThousand()) {
            notices.add(new Notice(
                    "ambiguous-numbers",
                    name,
                    "Column " + Wording.name(name)
                            + " holds numbers such as 1.234, whose point may stand before decimals or"
                            + " thousands; it is taken for a decimal point. Write them as 1234 or 1.2340 to be sure."));
        }
        notice(name, type, wanted == null, probe, notices);
        lostDigits(name, type, probe, notices);
        return type;
    }

    private void checkDeclared(String name, ColumnType wanted, ColumnProbe probe) {
        switch (wanted) {
            case NUMERIC -> {
                refuse(name, probe.notNumber(), "a number");
                refuseInfinite(name, probe.infinite());
            }
            case DATE -> refuse(name, probe.notDate(), "a date in one format throughout the column");
            case BOOLEAN -> refuse(name, probe.notBoolean(), "yes or no, in one spelling throughout the column,");
            default -> {
                // Any text will do.
            }
        }
    }

    private void refuse(String name, ColumnProbe.@Nullable Offender offender, String required) {
        if (offender != null) {
            String value = Wording.value(offender.text());
            throw new DataException(
                    "Column " + Wording.name(name) + " (row " + offender.row() + ") holds " + value + " where "
                            + required + " is required.",
                    "Maybe list " + value + " as a missing marker, or declare the column categorical.",
                    Where.column(name).row(offender.row()).path(path));
        }
    }

    private void refuseInfinite(String name, ColumnProbe.@Nullable Offender offender) {
        if (offender != null) {
            String value = Wording.value(offender.text());
            throw new DataException(
                    "Column " + Wording.name(name) + " (row " + offender.row() + ") holds the infinite number " + value
                            + " where a finite one is required.",
                    "Maybe list " + value + " as a missing marker, or declare the column categorical.",
                    Where.column(name).row(offender.row()).path(path));
        }
    }

    private static void notice(
            String name, ColumnType type, boolean inferred, ColumnProbe probe, List<Notice> notices) {
        String quoted = "Column " + Wording.name(name);
        ColumnProbe.Offender error = probe.error();
        if (error != null) {
            notices.add(new Notice(
                    "spreadsheet-errors",
                    name,
                    quoted + " holds " + probe.errors() + (probe.errors() == 1 ? " cell" : " cells")
                            + " with an error, first " + Wording.value(error.text()) + " in row " + error.row()
                            + "; they are taken as missing."));
        }
        if (probe.values() == 0) {
            notices.add(new Notice("all-missing", name, quoted + " has no values at all."));
        } else if (inferred && probe.isNumber() && probe.isNames(name)) {
            notices.add(new Notice(
                    "type-inferred-" + type.label(),
                    name,
                    quoted
                            + " holds numbers that are written as names are (16 digits or more, or a leading plus or zero),"
                            + " so it is "
                            + (type == ColumnType.IDENTIFIER
                                    ? "taken as an identifier and not as a feature."
                                    : "taken as levels and not as amounts.")));
        } else if (inferred && type == ColumnType.IDENTIFIER) {
            notices.add(new Notice(
                    "type-inferred-identifier",
                    name,
                    quoted + " names its rows, so it is taken as an identifier and not as a feature."));
        } else if (inferred && type == ColumnType.TEXT) {
            notices.add(new Notice(
                    "type-inferred-text", name, quoted + " holds prose, so it is kept but not taken as a feature."));
        } else if (type == ColumnType.DATE && Dates.isAmbiguous(probe.dateFormats())) {
            notices.add(new Notice(
                    "ambiguous-dates",
                    name,
                    quoted + " holds dates that read both month-first and day-first; they are taken month-first. Write"
                            + " them as yyyy-MM-dd to be sure."));
        }
    }

    /** What numbers of many digits have lost, here or before. */
    private static void lostDigits(String name, ColumnType type, ColumnProbe probe, List<Notice> notices) {
        LongNumbers numbers = probe.longNumbers();
        String quoted = "Column " + Wording.name(name);
        if (type == ColumnType.NUMERIC && numbers.rounded() > 0) {
            notices.add(new Notice(
                    "rounded-numbers",
                    name,
                    quoted + " is numeric and holds "
                            + Wording.count(numbers.rounded(), "whole number", "whole numbers")
                            + " with more digits than a number keeps (15 to 17), so the last ones are lost. Maybe declare"
                            + " it an identifier or categorical if it names something."));
        } else if (type != ColumnType.NUMERIC && probe.isNumber() && numbers.cut()) {
            notices.add(new Notice(
                    Notice.DIGITS_LOST,
                    name,
                    quoted + " had lost the last digits of its numbers before it was read, as in a spreadsheet, which"
                            + " keeps 15: different ones may look the same. Maybe export it as text."));
        }
    }
}
