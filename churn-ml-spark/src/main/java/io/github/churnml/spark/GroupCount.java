package io.github.churnml.spark;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Counts one partition's customers by group and outcome. */
final class GroupCount implements FlatMapFunction<Iterator<InternalRow>, GroupTally> {

    private static final long serialVersionUID = 1;

    private final ArrayList<ColumnGroups> groups;
    private final NumberCell.@Nullable Column target;
    private final HashMap<String, Integer> sides;
    private final ZoneId zone;

    /**
     * Of some columns.
     *
     * @param target the column that says who left; null if nobody is known to have, and only numbers far out are counted
     * @param sides what its texts say, see {@link ProfileTarget}
     */
    GroupCount(
            List<ColumnGroups> groups,
            NumberCell.@Nullable Column target,
            HashMap<String, Integer> sides,
            ZoneId zone) {
        this.groups = new ArrayList<>(groups);
        this.target = target;
        this.sides = sides;
        this.zone = zone;
    }

    @Override
    public Iterator<GroupTally> call(Iterator<InternalRow> rows) {
        GroupTally tally = new GroupTally(groups, groups.size());
        TextCell outcome = target == null ? null : texts(target);
        @Nullable NumberCell[] numbers = new @Nullable NumberCell[groups.size()];
        @Nullable TextCell[] texts = new @Nullable TextCell[groups.size()];
        for (int i = 0; i < texts.length; i++) {
            NumberCell.Column column = groups.get(i).column();
            numbers[i] = groups.get(i).isNumbers() ? new NumberCell(column, zone) : null;
            texts[i] = numbers[i] == null ? texts(column) : null;
        }
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            String label = outcome == null ? null : outcome.read(row);
            int side = label == null ? -1 : sides.getOrDefault(label, -1);
            for (int i = 0; i < texts.length; i++) {
                ColumnGroups column = groups.get(i);
                NumberCell cell = numbers[i];
                if (cell != null) {
                    double value = cell.read(row);
                    if (side >= 0) {
                        tally.add(i, column.of(value), side);
                    }
                    if (value < column.fences()[0] || value > column.fences()[1]) {
                        tally.addOutlier(i);
                    }
                } else if (side >= 0) {
                    String text = texts[i].read(row);
                    int missing = column.names().size() - 1;
                    tally.add(i, text == null ? missing : column.ofText().getOrDefault(text, missing), side);
                }
            }
        }
        return List.of(tally).iterator();
    }

    private TextCell texts(NumberCell.Column column) {
        return new TextCell(column.name(), column.type(), column.place(), zone);
    }
}
