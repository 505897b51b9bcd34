package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.VariantPrediction;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts over scored rows. Mutable, for one thread; several are added up. */
final class ScoreSummary {

    private final Map<RiskTier, Long> tiers = new EnumMap<>(RiskTier.class);
    private final Map<String, Long> unknown = new TreeMap<>();
    private final Map<String, Long> variants = new TreeMap<>();
    private final Map<VariantPrediction.Chosen, Long> chosen = new EnumMap<>(VariantPrediction.Chosen.class);
    private long rows;
    private long positives;

    void add(TableScorer.Answer answer) {
        add(answer.prediction());
        VariantPrediction variant = answer.variant();
        if (variant != null) {
            variants.merge(variant.model(), 1L, Long::sum);
            chosen.merge(variant.chosen(), 1L, Long::sum);
        }
    }

    void add(Prediction prediction) {
        rows++;
        positives += prediction.positive() ? 1 : 0;
        tiers.merge(prediction.tier(), 1L, Long::sum);
        prediction.unknownLevels().forEach(column -> unknown.merge(column, 1L, Long::sum));
    }

    void add(ScoreSummary other) {
        rows += other.rows;
        positives += other.positives;
        other.tiers.forEach((tier, count) -> tiers.merge(tier, count, Long::sum));
        other.unknown.forEach((column, count) -> unknown.merge(column, count, Long::sum));
        other.variants.forEach((model, count) -> variants.merge(model, count, Long::sum));
        other.chosen.forEach((why, count) -> chosen.merge(why, count, Long::sum));
    }

    Map<String, Object> json(String file, Outcome outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", file);
        document.put("rows", rows);
        document.put("predicted_positives", positives);
        Map<String, Object> byTier = new LinkedHashMap<>();
        for (RiskTier tier : RiskTier.values()) {
            byTier.put(tier.label(), tiers.getOrDefault(tier, 0L));
        }
        document.put(outcome.tierKey() + "s", byTier);
        document.put("unknown_levels", unknown);
        if (!variants.isEmpty()) {
            document.put("variants", variants);
            Map<String, Object> why = new LinkedHashMap<>();
            for (VariantPrediction.Chosen one : VariantPrediction.Chosen.values()) {
                why.put(one.label(), chosen.getOrDefault(one, 0L));
            }
            document.put("variant_chosen_by", why);
        }
        return document;
    }

    /** As of one model, which is that of all customers where there are several. */
    String text(String file, ChurnModel model) {
        StringBuilder text = new StringBuilder();
        text.append("Scored: ")
                .append(count(rows))
                .append(" rows, ")
                .append(count(positives))
                .append(" predicted ");
        text.append(Wording.name(model.target().positive()));
        if (variants.isEmpty()) {
            text.append(" (from probability ").append(model.threshold()).append(" on)\n");
        } else {
            text.append(" (each by the threshold of its own model)\n");
        }
        TextTable table = TextTable.ofNumbers(model.outcome().tiers(), "rows", "share");
        for (RiskTier tier : RiskTier.values()) {
            long count = tiers.getOrDefault(tier, 0L);
            table.row(
                    TierWords.of(tier, model.decisionRule(), model.outcome()),
                    count(count),
                    percent((double) count / rows));
        }
        text.append(table);
        if (!variants.isEmpty()) {
            text.append(answered());
        }
        return file.equals("-")
                ? text.toString()
                : text.append("Written: ").append(file).append('\n').toString();
    }

    /** How many rows each model answered for, and why that of all customers did. */
    private String answered() {
        TextTable table = TextTable.ofNumbers("variant", "rows", "share");
        variants.forEach((model, count) -> table.row(model, count(count), percent((double) count / rows)));
        long missing = chosen.getOrDefault(VariantPrediction.Chosen.MISSING_VALUE, 0L);
        long strange = chosen.getOrDefault(VariantPrediction.Chosen.UNKNOWN_VALUE, 0L);
        return table
                + (missing == 0
                        ? ""
                        : Wording.count(missing, "row has", "rows have") + " no value that says the variant; ")
                + (strange == 0
                        ? ""
                        : Wording.count(strange, "row is", "rows are") + " of a variant that training never saw; ")
                + (missing + strange == 0 ? "" : "the model of all customers answered.\n");
    }

    /** A line for each column that held levels which the model does not know. */
    String unknownLevels() {
        StringBuilder lines = new StringBuilder();
        unknown.forEach((column, count) -> lines.append(String.format(
                Locale.ROOT,
                "churn: Column %s holds a level that training never saw in %,d %s; it was scored as unknown.%n",
                Wording.name(column),
                count,
                count == 1 ? "row" : "rows")));
        return lines.toString();
    }
}
