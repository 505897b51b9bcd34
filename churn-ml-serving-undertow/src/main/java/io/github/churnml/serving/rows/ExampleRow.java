package io.github.churnml.serving.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.churnml.Prediction;
import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.RowWork;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer made up from a model's reference profile, who is no one's: a usual value of every number and the commonest level.
 * Every policy accepts the row.
 */
public final class ExampleRow {

    private static final MathContext READABLE = new MathContext(3, RoundingMode.HALF_EVEN);
    /** Of a date that nothing is known of. */
    private static final String SOME_DAY = "2026-01-31";

    private final ServedModel model;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    public ExampleRow(ServedModel model) {
        this.model = model;
        for (ColumnRule rule : model.rules()) {
            values.put(rule.name(), value(rule, model.profile(rule)));
        }
    }

    /** By column, in the model's order; null where a column has no level at all. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** What {@code POST /predict} answers to this row, asked for that many reasons. */
    public byte[] answer(int reasons, Policies policies, Limits limits) {
        JsonFactory json = RowsReader.json(limits);
        byte[] row = JsonDocument.bytes(values);
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator generator = json.createGenerator(out)) {
            // As for a list, which the document asks for.
            AnswerWriter answer = new AnswerWriter(generator, model, model.isConversion(), false, () -> true);
            RowErrors errors = new RowsReader(model, policies, limits)
                    .read(json, row, row.length, model.work(), work -> write(answer, work, reasons));
            if (!errors.isEmpty()) {
                throw new IllegalStateException("the example is refused: " + errors.problem());
            }
            answer.end();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be written", e);
        } catch (RowsReader.Unreadable e) {
            throw new IllegalStateException("the example cannot be read: " + e.problem(), e);
        }
        return out.toByteArray();
    }

    /** The row with its first value spoilt. */
    Map<String, @Nullable Object> spoilt() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(values);
        row.replace(model.columns().get(0), List.of());
        return row;
    }

    /** What is wrong with that. */
    public Problem refusal(Policies policies, Limits limits) {
        byte[] row = JsonDocument.bytes(List.of(spoilt()));
        try {
            return new RowsReader(model, policies, limits)
                    .read(RowsReader.json(limits), row, row.length, model.work(), work -> {})
                    .problem();
        } catch (RowsReader.Unreadable e) {
            throw new IllegalStateException("the example cannot be read: " + e.problem(), e);
        }
    }

    private void write(AnswerWriter answer, RowWork work, int reasons) {
        try {
            Prediction prediction = work.prediction();
            answer.row(
                    model,
                    null,
                    prediction.probability(),
                    prediction.interval().orElse(null),
                    work.notes(),
                    reasons == 0 ? List.of() : prediction.reasons(reasons));
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be written", e);
        }
    }

    private static @Nullable Object value(ColumnRule rule, @Nullable ColumnProfile profile) {
        if (rule.isNominal()) {
            return level(rule, profile);
        }
        double middle = profile instanceof NumberProfile numbers ? middle(numbers) : Double.NaN;
        if (rule.isDate()) {
            return Double.isNaN(middle) ? SOME_DAY : Dates.text(inside(rule, middle, Math.floor(middle)));
        }
        return Double.isNaN(middle) ? 0L : Tree.number(inside(rule, middle, readable(middle)));
    }

    private static @Nullable String level(ColumnRule rule, @Nullable ColumnProfile profile) {
        if (profile instanceof LevelProfile known && !known.levels().isEmpty()) {
            int most = 0;
            for (int i = 1; i < known.counts().size(); i++) {
                most = known.counts().get(i) > known.counts().get(most) ? i : most;
            }
            return known.levels().get(most);
        }
        return rule.levels().isEmpty() ? null : rule.levels().get(0);
    }

    /**
     * The middle value; of few values or of whole numbers, whose middle may lie between two of them, one that occurs as far
     * as the bins tell.
     */
    private static double middle(NumberProfile profile) {
        double median = profile.quantile(0.5);
        if (Double.isNaN(median)) {
            return profile.mean() - profile.min() <= profile.max() - profile.mean() ? profile.min() : profile.max();
        }
        if (!isWhole(profile)) {
            return median;
        }
        return Stream.concat(Stream.of(profile.min(), profile.max()), profile.edges().stream())
                .filter(value -> value == Math.rint(value))
                .min(Comparator.comparingDouble(value -> Math.abs(value - median)))
                .orElse(Math.floor(median));
    }

    private static boolean isWhole(NumberProfile profile) {
        long whole =
                profile.edges().stream().filter(edge -> edge == Math.rint(edge)).count();
        return profile.min() == Math.rint(profile.min())
                && profile.max() == Math.rint(profile.max())
                && 2 * whole >= profile.edges().size();
    }

    /** Few digits, but all those before the point. */
    private static double readable(double value) {
        return value == Math.rint(value) || Math.abs(value) >= 1_000
                ? Math.rint(value)
                : new BigDecimal(value).round(READABLE).doubleValue();
    }

    /** The rounded value, unless rounding leaves the range of the training rows. */
    private static double inside(ColumnRule rule, double value, double rounded) {
        return rule.isOutside(rounded) ? value : rounded;
    }
}
