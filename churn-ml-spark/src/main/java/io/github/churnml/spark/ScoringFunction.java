package io.github.churnml.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A model as a function of one structure, for Spark's generated code. Safe for any thread. Rows of Spark are read as it holds them, so
 * that nothing is made of columns that the model does not need.
 *
 * <p>No API: public because generated code stands in a package of its own, and may change at any time; applications use {@link
 * ChurnFunctions} and {@link ChurnScorer}.
 */
public final class ScoringFunction implements ScalarFunction<InternalRow>, Serializable {

    private static final long serialVersionUID = 1;

    private final ModelBytes model;
    private final StructType argument;
    private final ZoneId zone;
    private final int reasons;
    private final @Nullable UnknownLevels unknown;

    /** A work space that no thread uses just now. Executors get a function without one. */
    private transient volatile @Nullable AtomicReference<@Nullable ScoredRow> spare;

    ScoringFunction(ModelBytes model, StructType argument, ZoneId zone, int reasons, @Nullable UnknownLevels unknown) {
        this.model = model;
        this.argument = argument;
        this.zone = zone;
        this.reasons = reasons;
        this.unknown = unknown;
    }

    /**
     * Scores one customer; the name is the one that Spark looks for.
     *
     * @param customer the structure, or null
     * @return the answer, or null for no structure
     */
    public @Nullable InternalRow invoke(@Nullable InternalRow customer) {
        if (customer == null) {
            return null;
        }
        AtomicReference<@Nullable ScoredRow> slot = slot();
        ScoredRow row = slot.getAndSet(null);
        if (row == null) {
            row = new ScoredRow(model.model(), argument, zone, reasons, unknown);
        }
        InternalRow scored = row.score(customer);
        slot.set(row);
        return scored;
    }

    private AtomicReference<@Nullable ScoredRow> slot() {
        AtomicReference<@Nullable ScoredRow> slot = spare;
        if (slot == null) {
            // Two threads may both make one: a work space is then made once more, and nothing else happens.
            slot = new AtomicReference<>();
            spare = slot;
        }
        return slot;
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {argument};
    }

    @Override
    public DataType resultType() {
        return ScoredRow.type(reasons);
    }

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public String canonicalName() {
        return "io.github.churnml.churn." + model.sha256() + "." + zone + "." + reasons;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoringFunction that
                && model.equals(that.model)
                && argument.equals(that.argument)
                && zone.equals(that.zone)
                && reasons == that.reasons
                && unknown == that.unknown;
    }

    @Override
    public int hashCode() {
        return model.hashCode() * 31 + argument.hashCode();
    }

    /** {@return the first digits of the model's SHA-256, for plans} */
    @Override
    public String toString() {
        return "churn[" + model.sha256().substring(0, 12) + "]";
    }
}
