package io.github.churnml.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether customers without a value leave more or less often than those with one.
 *
 * @param column the column
 * @param missing customers without a value whose outcome is known, and how many of them left
 * @param present customers with a value, likewise
 */
public record MissingRate(String column, GroupRate missing, GroupRate present) {

    private static final int MOST = 40;

    /** {@return whether the 95 % intervals of the two rates have nothing in common} */
    public boolean differs() {
        return missing.rate().low() > present.rate().high()
                || missing.rate().high() < present.rate().low();
    }

    /** Of the columns with the most gaps, in the order of the table where equally many. */
    static List<MissingRate> of(List<Facts> columns, TargetLabels outcome) {
        List<MissingRate> rates = new ArrayList<>();
        columns.stream()
                .filter(facts -> facts.missing() > 0)
                .sorted(Comparator.comparingLong(Facts::missing).reversed())
                .limit(MOST)
                .forEach(facts -> {
                    Grouping presence = Grouping.ofPresence(facts.column());
                    long[][] counts = presence.count(outcome);
                    rates.add(new MissingRate(facts.name(), group(presence, 1, counts), group(presence, 0, counts)));
                });
        return rates;
    }

    private static GroupRate group(Grouping grouping, int group, long[][] counts) {
        long rows = counts[group][0] + counts[group][1];
        return new GroupRate(grouping.name(group), rows, counts[group][1], Wilson.of(counts[group][1], rows));
    }
}
