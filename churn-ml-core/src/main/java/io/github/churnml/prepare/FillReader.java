package io.github.churnml.prepare;

import io.github.churnml.prepare.Imputing.Fill;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads a {@link Fill}: a name, a constant, or a statistic within groups. */
final class FillReader {

    static final List<StatisticFill> ANY = List.of(StatisticFill.values());
    static final List<StatisticFill> NUMBERS = suiting(false);
    static final List<StatisticFill> LEVELS = suiting(true);

    private FillReader() {}

    /** @param allowed the statistics that suit the column's values */
    static Fill read(Settings settings, String key, List<StatisticFill> allowed) {
        if (!(settings.value(key) instanceof Map)) {
            return statistic(settings, key, allowed);
        }
        Settings fill = settings.section(key);
        Fill read = fill.has("constant") ? constant(fill, allowed) : grouped(fill, allowed);
        fill.finish();
        return read;
    }

    private static Fill grouped(Settings fill, List<StatisticFill> allowed) {
        List<StatisticFill> groupable = allowed.stream()
                .filter(statistic -> statistic != StatisticFill.OWN_LEVEL)
                .toList();
        return statistic(fill, "fill", groupable).by(fill.text("by"));
    }

    private static Fill constant(Settings fill, List<StatisticFill> allowed) {
        if (!(fill.value("constant") instanceof Number)) {
            if (allowed.equals(NUMBERS)) {
                fill.number("constant");
            }
            return Fill.constant(fill.text("constant"));
        }
        return Fill.constant(fill.number("constant"));
    }

    private static StatisticFill statistic(Settings settings, String key, List<StatisticFill> allowed) {
        List<String> labels = allowed.stream().map(StatisticFill::label).toList();
        return allowed.get(labels.indexOf(settings.choice(key, labels)));
    }

    private static List<StatisticFill> suiting(boolean levels) {
        return Arrays.stream(StatisticFill.values())
                .filter(statistic -> statistic.suits(levels))
                .toList();
    }
}
