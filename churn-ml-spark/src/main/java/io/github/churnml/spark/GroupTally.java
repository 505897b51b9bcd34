package io.github.churnml.spark;

import java.io.Serializable;

/** How many customers of each group left and stayed, column by column, and how many numbers are far out. May be added in any order. */
final class GroupTally implements Serializable {

    private static final long serialVersionUID = 1;

    /** By column, group and label: 0 for those who stayed, 1 for those who left. */
    private final long[][][] counts;

    private final long[] outliers;

    /** Nothing counted yet. */
    GroupTally(Iterable<ColumnGroups> columns, int size) {
        counts = new long[size][][];
        outliers = new long[size];
        int place = 0;
        for (ColumnGroups column : columns) {
            counts[place++] = new long[column.names().size()][2];
        }
    }

    void add(int column, int group, int label) {
        counts[column][group][label]++;
    }

    void addOutlier(int column) {
        outliers[column]++;
    }

    GroupTally plus(GroupTally other) {
        for (int column = 0; column < counts.length; column++) {
            outliers[column] += other.outliers[column];
            for (int group = 0; group < counts[column].length; group++) {
                counts[column][group][0] += other.counts[column][group][0];
                counts[column][group][1] += other.counts[column][group][1];
            }
        }
        return this;
    }

    long[][] counts(int column) {
        return counts[column];
    }

    long outliers(int column) {
        return outliers[column];
    }
}
