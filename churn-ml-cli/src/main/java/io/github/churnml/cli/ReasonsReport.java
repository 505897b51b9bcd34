package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.decimals;

import io.github.churnml.Prediction;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.error.Wording;
import io.github.churnml.explain.Explanation;
import io.github.churnml.explain.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a model says what it says of one customer, for people and for programs. */
final class ReasonsReport {

    private static final int LONGEST_VALUE = 30;

    private final long row;
    private final DecisionRule rule;
    private final Outcome outcome;
    private final Prediction prediction;
    private final Explanation explanation;
    private final List<Reason> reasons;
    private final double others;
    private final long otherColumns;

    /** @param most how many reasons to give */
    ReasonsReport(
            long row, DecisionRule rule, Outcome outcome, Prediction prediction, Explanation explanation, int most) {
        this.row = row;
        this.rule = rule;
        this.outcome = outcome;
        this.prediction = prediction;
        this.explanation = explanation;
        this.reasons = explanation.reasons(most);
        List<Reason> all = explanation.reasons(Integer.MAX_VALUE);
        this.otherColumns = all.size() - reasons.size();
        this.others = all.stream()
                .skip(reasons.size())
                .mapToDouble(Reason::contribution)
                .sum();
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("row", row);
        document.put(outcome.probabilityKey(), prediction.probability());
        document.put(outcome.decisionKey(), outcome.decision(prediction.positive(), prediction.label()));
        document.put(outcome.tierKey(), prediction.tier().label());
        document.put("unknown_levels", prediction.unknownLevels());
        document.put("base_value", explanation.baseValue());
        document.put("log_odds", explanation.logOdds());
        List<Object> list = new ArrayList<>();
        for (Reason reason : reasons) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("column", reason.column());
            one.put("value", reason.value());
            one.put("contribution", reason.contribution());
            one.put("standard_error", reason.standardError());
            one.put("sentence", reason.sentence());
            list.add(one);
        }
        document.put("reasons", list);
        document.put("contributions", explanation.contributions());
        return document;
    }

    String text(Bars.Style style) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Row %d: probability %s, predicted %s, %s%s%n",
                row,
                decimals(prediction.probability()),
                Wording.name(prediction.label()),
                outcome.good() ? "" : outcome.tiers() + " ",
                TierWords.of(prediction.tier(), rule, outcome)));
        if (reasons.isEmpty()) {
            return text.append("Nothing in the row moves the " + outcome.odds() + " away from a typical customer's.\n")
                    .toString();
        }
        text.append('\n').append(table(style)).append('\n');
        for (int i = 0; i < reasons.size(); i++) {
            text.append(String.format(
                    Locale.ROOT, "  %d. %s%n", i + 1, reasons.get(i).sentence()));
        }
        return text.toString();
    }

    /** What adds up to the customer's log-odds, from a typical customer's on. */
    private String table(Bars.Style style) {
        double largest = Math.max(Math.abs(others), Math.abs(reasons.get(0).contribution()));
        Bars bars = new Bars(largest, style);
        boolean sampled = reasons.stream().anyMatch(reason -> reason.standardError() > 0);
        TextTable table = TextTable.ofTexts("column", "value", "log-odds", "    lowers | raises the " + outcome.odds());
        double base = explanation.baseValue();
        table.row("(typical customer)", "probability " + decimals(rule.probability(base), 2), number(base));
        for (Reason reason : reasons) {
            table.row(
                    Wording.plain(reason.column()),
                    value(reason),
                    number(reason.contribution()) + (sampled ? " +- " + decimals(reason.standardError(), 3) : ""),
                    bars.signed(reason.contribution()));
        }
        if (otherColumns > 0) {
            table.row("(" + otherColumns + " more)", "", number(others), bars.signed(others));
        }
        return table.row("(this customer)", "", number(explanation.logOdds())).toString();
    }

    private static String value(Reason reason) {
        String value = Wording.plain(reason.value());
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE - 3) + "..." : value;
    }

    private static String number(double logOdds) {
        return String.format(Locale.ROOT, "%+8.3f", logOdds);
    }
}
