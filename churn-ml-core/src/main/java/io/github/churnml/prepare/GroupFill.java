package io.github.churnml.prepare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A statistic taken within the levels of another column.
 *
 * @param statistic any but an own level
 * @param by the column of levels
 */
record GroupFill(StatisticFill statistic, String by) implements Imputing.Fill {

    @Override
    public Object settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("fill", statistic.label());
        settings.put("by", by);
        return settings;
    }

    @Override
    public boolean suits(boolean levels) {
        return statistic.suits(levels);
    }
}
