package io.github.churnml.serving.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.ProbabilityInterval;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.explain.Reason;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.serving.model.RowSet;
import io.github.churnml.serving.model.ServedModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is said of each row of a request, in one of two forms: about customers who leave, or about a conversion or another outcome. Of a
 * single row that is no list, the second form says nothing of the model. While an experiment runs, each row says which model answered it.
 */
final class AnswerWriter {

    private static final SerializedString PROBABILITY = new SerializedString("probability");
    private static final SerializedString CLASS = new SerializedString("class");
    private static final SerializedString POSITIVE = new SerializedString("positive");
    private static final SerializedString TIER = new SerializedString("tier");
    private static final SerializedString[] TIERS = {
        new SerializedString(RiskTier.LOW.label()),
        new SerializedString(RiskTier.MEDIUM.label()),
        new SerializedString(RiskTier.HIGH.label())
    };

    private static final int DECIMALS = 4;

    private final JsonGenerator out;
    private final ServedModel model;
    private final boolean conversion;
    private final boolean experiment;
    private final BooleanSupplier isList;
    private final SerializedString probabilityKey;
    private final SerializedString decisionKey;
    private boolean begun;

    /**
     * @param model the model that answers, or the champion of an experiment
     * @param conversion which form
     * @param experiment whether an experiment runs
     * @param isList whether the rows are a list; asked at the first of them, or at the end
     */
    AnswerWriter(JsonGenerator out, ServedModel model, boolean conversion, boolean experiment, BooleanSupplier isList) {
        this.out = out;
        this.model = model;
        this.conversion = conversion;
        this.experiment = experiment;
        this.isList = isList;
        this.probabilityKey = conversion ? new SerializedString(model.outcome().probabilityKey()) : PROBABILITY;
        this.decisionKey = conversion ? new SerializedString(model.outcome().decisionKey()) : CLASS;
    }

    /** Whether the answer is the row's alone. */
    private boolean isAlone() {
        return conversion && !isList.getAsBoolean();
    }

    private void begin() throws IOException {
        if (begun || isAlone()) {
            return;
        }
        begun = true;
        out.writeStartObject();
        out.writeObjectFieldStart("model");
        out.writeStringField("name", model.name());
        out.writeStringField("version", model.version());
        out.writeEndObject();
        out.writeArrayFieldStart("predictions");
    }

    void end() throws IOException {
        begin();
        if (begun) {
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /**
     * A row.
     *
     * @param by the model that answers it
     * @param arm the customer's arm; null if it takes part in no experiment
     */
    void row(
            ServedModel by,
            @Nullable Arm arm,
            double probability,
            @Nullable ProbabilityInterval interval,
            RowSet notes,
            List<Reason> reasons)
            throws IOException {
        begin();
        boolean positive = by.decisions().leaves(probability);
        out.writeStartObject();
        if (conversion) {
            conversion(probability, positive);
        } else {
            churn(by.decisions(), probability, positive);
        }
        if (interval != null && !conversion) {
            out.writeObjectFieldStart("interval");
            out.writeNumberField("low", interval.low());
            out.writeNumberField("high", interval.high());
            out.writeEndObject();
        }
        columns("imputed", by, notes.missing);
        columns("unknownLevels", by, notes.unknown);
        columns("outOfRange", by, notes.outside);
        columns("farOutOfRange", by, notes.far);
        if (!reasons.isEmpty()) {
            out.writeArrayFieldStart("reasons");
            for (Reason reason : reasons) {
                reason(out, reason);
            }
            out.writeEndArray();
        }
        if (arm != null) {
            out.writeStringField("arm", arm.label());
        }
        if (experiment) {
            out.writeStringField("version", by.version());
        }
        out.writeEndObject();
    }

    private void conversion(double probability, boolean positive) throws IOException {
        out.writeFieldName(probabilityKey);
        out.writeNumber(BigDecimal.valueOf(probability).setScale(DECIMALS, RoundingMode.HALF_UP));
        out.writeFieldName(decisionKey);
        out.writeString(positive ? "Yes" : "No");
    }

    private void churn(DecisionRule decisions, double probability, boolean positive) throws IOException {
        out.writeFieldName(PROBABILITY);
        out.writeNumber(probability);
        out.writeFieldName(CLASS);
        out.writeString(decisions.label(probability));
        out.writeFieldName(POSITIVE);
        out.writeBoolean(positive);
        out.writeFieldName(TIER);
        out.writeString(TIERS[decisions.tier(probability).ordinal()]);
    }

    private static void reason(JsonGenerator out, Reason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("column", reason.column());
        out.writeStringField("value", reason.value());
        out.writeNumberField("contribution", reason.contribution());
        if (reason.standardError() > 0) {
            out.writeNumberField("standardError", reason.standardError());
        }
        out.writeStringField("sentence", reason.sentence());
        out.writeEndObject();
    }

    private void columns(String name, ServedModel of, BitSet which) throws IOException {
        if (which.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (int j = which.nextSetBit(0); j >= 0; j = which.nextSetBit(j + 1)) {
            out.writeString(of.rules().get(j).field());
        }
        out.writeEndArray();
    }
}
