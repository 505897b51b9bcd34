package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.RowBuffer;
import io.github.churnml.Scorer;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.explain.Reason;
import io.github.churnml.prepare.Variable;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads a customer as Spark holds one, and answers with a structure as Spark holds it. Mutable, for one thread. */
final class ScoredRow {

    private static final UTF8String[] TIERS = tiers();

    private final Scorer scorer;
    private final DecisionRule rule;
    private final RowBuffer buffer;
    private final CustomerRow customer;
    private final double[] values;
    private final boolean[] nominal;
    private final UTF8String version;
    private final int reasons;
    private final @Nullable UnknownLevels unknown;

    ScoredRow(ChurnModel model, StructType type, ZoneId zone, int reasons, @Nullable UnknownLevels unknown) {
        this.scorer = model.scorer();
        this.rule = model.decisionRule();
        this.buffer = scorer.newRow();
        this.customer = new CustomerRow(scorer, type, zone);
        this.values = new double[scorer.inputs().size()];
        this.nominal = new boolean[values.length];
        for (int j = 0; j < nominal.length; j++) {
            nominal[j] = scorer.inputs().get(j).variable().nominal();
        }
        this.version = UTF8String.fromString(model.manifest().version());
        this.reasons = reasons;
        this.unknown = unknown;
    }

    /** What the function answers with. */
    static StructType type(int reasons) {
        StructType type = new StructType()
                .add("probability", DataTypes.DoubleType, false)
                .add("predicted", DataTypes.BooleanType, false)
                .add("tier", DataTypes.StringType, false)
                .add("model_version", DataTypes.StringType, false);
        StructType reason = new StructType()
                .add("column", DataTypes.StringType, false)
                .add("value", DataTypes.StringType, false)
                .add("contribution", DataTypes.DoubleType, false)
                .add("sentence", DataTypes.StringType, false);
        return reasons == 0 ? type : type.add("reasons", DataTypes.createArrayType(reason, false), false);
    }

    InternalRow score(InternalRow given) {
        customer.read(given, values);
        for (int j = 0; j < values.length; j++) {
            buffer.setRead(j, values[j]);
            if (nominal[j] && values[j] == Variable.UNKNOWN && unknown != null) {
                unknown.add(j);
            }
        }
        if (reasons == 0) {
            return answer(scorer.probability(buffer), null);
        }
        Prediction prediction = scorer.score(buffer);
        return answer(prediction.probability(), new GenericArrayData(reasons(prediction.reasons(reasons))));
    }

    private InternalRow answer(double probability, @Nullable GenericArrayData why) {
        boolean leaves = rule.leaves(probability);
        UTF8String tier = TIERS[rule.tier(probability).ordinal()];
        return new GenericInternalRow(
                why == null
                        ? new Object[] {probability, leaves, tier, version}
                        : new Object[] {probability, leaves, tier, version, why});
    }

    private static Object[] reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> new GenericInternalRow(new Object[] {
                    UTF8String.fromString(reason.column()),
                    UTF8String.fromString(reason.value()),
                    reason.contribution(),
                    UTF8String.fromString(reason.sentence())
                }))
                .toArray();
    }

    private static UTF8String[] tiers() {
        UTF8String[] tiers = new UTF8String[RiskTier.values().length];
        for (RiskTier tier : RiskTier.values()) {
            tiers[tier.ordinal()] = UTF8String.fromString(tier.label());
        }
        return tiers;
    }
}
