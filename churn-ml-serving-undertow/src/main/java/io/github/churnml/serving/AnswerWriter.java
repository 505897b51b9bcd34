package io.github.churnml.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.churnml.Reason;
import io.github.churnml.decide.RiskTier;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** Writes what is said of each row of a request. */
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

    private AnswerWriter() {}

    static void begin(JsonGenerator out, ServedModel model) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("model");
        out.writeStringField("name", model.name());
        out.writeStringField("version", model.version());
        out.writeEndObject();
        out.writeArrayFieldStart("predictions");
    }

    static void end(JsonGenerator out) throws IOException {
        out.writeEndArray();
        out.writeEndObject();
    }

    static void row(JsonGenerator out, ServedModel model, double probability, RowSet notes, List<Reason> reasons)
            throws IOException {
        boolean positive = probability >= model.threshold();
        out.writeStartObject();
        out.writeFieldName(PROBABILITY);
        out.writeNumber(probability);
        out.writeFieldName(CLASS);
        out.writeString(model.label(positive));
        out.writeFieldName(POSITIVE);
        out.writeBoolean(positive);
        out.writeFieldName(TIER);
        out.writeString(TIERS[RiskTier.of(probability).ordinal()]);
        columns(out, model, "imputed", notes.missing);
        columns(out, model, "unknownLevels", notes.unknown);
        columns(out, model, "outOfRange", notes.outside);
        columns(out, model, "farOutOfRange", notes.far);
        if (!reasons.isEmpty()) {
            out.writeArrayFieldStart("reasons");
            for (Reason reason : reasons) {
                reason(out, reason);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
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

    private static void columns(JsonGenerator out, ServedModel model, String name, BitSet which) throws IOException {
        if (which.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (int j = which.nextSetBit(0); j >= 0; j = which.nextSetBit(j + 1)) {
            out.writeString(model.rules().get(j).field());
        }
        out.writeEndArray();
    }
}
