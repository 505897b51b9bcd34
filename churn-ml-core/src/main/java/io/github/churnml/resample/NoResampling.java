package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.Map;

/** Leaves the rows as they are, whatever their classes. */
public record NoResampling() implements Resampler {

    /** The name in YAML and on the command line. */
    public static final String NAME = "none";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        return Keys.settings(NAME);
    }

    @Override
    public Resampled resample(TypedTable table, int[] labels, long seed) {
        if (labels.length != table.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + table.rows() + " rows");
        }
        return Resampled.unchanged(table, labels, null);
    }
}
