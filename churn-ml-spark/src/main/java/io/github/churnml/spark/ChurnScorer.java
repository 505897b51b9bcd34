package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.RowCounter;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A model that scores tables of Spark. Immutable but for its count of unknown levels, and safe for any thread.
 *
 * <pre>{@code
 * ChurnScorer scorer = ChurnScorer.of(ChurnModel.load(Path.of("telco.churn")));
 * Dataset<Row> scored = scorer.transform(spark.table("customers")); // with a column "churn"
 * scored.select("customer_id", "churn.probability", "churn.tier").write().saveAsTable("scores");
 * scorer.unknownLevels(); // {Contract=12}: a new contract, perhaps
 * }</pre>
 *
 * <p>The column is a structure of {@code probability} (double, never null), {@code predicted} (boolean), {@code tier} ({@code low},
 * {@code medium} or {@code high}), {@code model_version} and, where asked for, {@code reasons}.
 */
public final class ChurnScorer {

    /** The name of the column unless another is asked for. */
    public static final String OUTPUT = "churn";

    private static final int MOST_REASONS = 100;

    private final ModelBytes bytes;
    private final Scorer local;
    private final ZoneId zone;
    private final int reasons;
    private final String output;
    private final UnknownLevels unknown;

    private ChurnScorer(
            ModelBytes bytes, Scorer local, ZoneId zone, int reasons, String output, UnknownLevels unknown) {
        this.bytes = bytes;
        this.local = local;
        this.zone = zone;
        this.reasons = reasons;
        this.output = output;
        this.unknown = unknown;
    }

    /**
     * Scores with a model: points in time are read in UTC, no reasons are given, and the column is {@value #OUTPUT}.
     *
     * @param model the model
     * @return the scorer
     */
    public static ChurnScorer of(ChurnModel model) {
        return of(new ModelBytes(model), model);
    }

    /** As above, where the bytes are at hand already. */
    static ChurnScorer of(ModelBytes bytes, ChurnModel model) {
        Scorer local = model.scorer();
        return new ChurnScorer(bytes, local, ZoneOffset.UTC, 0, OUTPUT, counter(local));
    }

    /**
     * The same with a time zone. A {@code timestamp} of Spark is a point in time; where training had dates and times as the
     * clocks of some place showed them, they are read alike by naming the place. The session's time zone has no say: the
     * same row would else get another score in another session.
     *
     * @param place such as {@code Europe/Berlin}; UTC unless it is set
     * @return another scorer, which counts unknown levels for itself
     */
    public ChurnScorer inZone(ZoneId place) {
        Objects.requireNonNull(place, "place");
        return new ChurnScorer(bytes, local, place, reasons, output, counter(local));
    }

    /**
     * The same with reasons: the columns that moved the customer's log-odds furthest, see {@link
     * io.github.churnml.Prediction#reasons}. They cost many times what the probability does.
     *
     * @param most how many at most, 0 (none, the default) to 100
     * @return another scorer, which counts unknown levels for itself
     * @throws ConfigurationException if there are too few or too many
     */
    public ChurnScorer withReasons(int most) {
        if (most < 0 || most > MOST_REASONS) {
            throw new ConfigurationException(
                    "The number of reasons is " + Wording.value(most) + ", where 0 to " + MOST_REASONS + " is allowed.",
                    "Maybe 3 is enough for those who talk to customers.",
                    Where.nowhere());
        }
        return new ChurnScorer(bytes, local, zone, most, output, counter(local));
    }

    /**
     * The same with another name for the column that is added.
     *
     * @param column the name; {@value #OUTPUT} unless it is set
     * @return another scorer, which counts unknown levels for itself
     */
    public ChurnScorer withOutput(String column) {
        Objects.requireNonNull(column, "column");
        return new ChurnScorer(bytes, local, zone, reasons, column, counter(local));
    }

    /**
     * Adds the column of scores. Nothing is run: columns and their types are looked at now, rows are scored when somebody
     * asks for them. Columns that the model does not need are not read for it.
     *
     * @param customers a table with all columns that the model needs
     * @return the table with one more column
     * @throws DataException if a needed column is missing or of a type that cannot be meant, or the table has a column of the
     *     name of the one to be added
     * @throws ConfigurationException if the table is that of a Spark Connect client
     */
    public Dataset<Row> transform(Dataset<?> customers) {
        if (!(customers instanceof org.apache.spark.sql.classic.Dataset<?> classic)) {
            throw ClassicSession.required();
        }
        requireFree(customers.schema());
        register(classic.sparkSession());
        List<Attribute> needed = needed(classic);
        return customers.withColumn(
                output, ExpressionUtils.column(new ScoringCall(this).apply(ScoringCall.seq(needed))));
    }

    /**
     * The table's columns after {@link #transform}, without a table.
     *
     * @param customers the columns before
     * @return the columns with one more
     * @throws DataException as {@link #transform} throws
     */
    public StructType schema(StructType customers) {
        requireFree(customers);
        new CustomerRow(local, customers, zone);
        return customers.add(
                new StructField(output, ScoredRow.type(reasons), true, org.apache.spark.sql.types.Metadata.empty()));
    }

    /**
     * Tells whether customers still look like those that the model was trained on, in one pass that reads and scores every row
     * and keeps counts of whole numbers: the report is that of {@link ChurnModel#drift} on one machine, bit for bit, whatever the
     * partitions and however often a task is tried.
     *
     * @param customers a table with all columns that the model needs
     * @param settings when a column has drifted
     * @return how they differ
     * @throws DataException if a needed column is missing, of a type that cannot be meant, or holds a value of a wrong type
     * @throws ConfigurationException if the model does not know its training rows, as an imported one, or the table is that of a
     *     Spark Connect client
     */
    public DriftReport drift(Dataset<?> customers, DriftSettings settings) {
        if (!(customers instanceof org.apache.spark.sql.classic.Dataset<?> classic)) {
            throw ClassicSession.required();
        }
        ChurnModel model = bytes.model();
        RowCounter counter = DriftCount.counter(model);
        Column[] columns = needed(classic).stream().map(ExpressionUtils::column).toArray(Column[]::new);
        org.apache.spark.sql.classic.Dataset<Row> pruned = classic.select(columns);
        StructType type = pruned.schema();
        new CustomerRow(local, type, zone);
        JavaRDD<DriftTally> tallies =
                pruned.queryExecution().toRdd().toJavaRDD().mapPartitions(new DriftCount(bytes, type, zone));
        DriftTally tally = tallies.getNumPartitions() == 0
                ? DriftTally.of(counter.newWindow(), new ScoreSums(counter.profile()))
                : tallies.treeReduce(DriftTally::plus);
        return new DriftDetector(settings).compare(tally.window(counter));
    }

    /**
     * Makes this a function of SQL in a session, in place of one that had the name.
     *
     * @param spark the session
     * @param name the function's name, such as {@code churn}
     * @return this scorer, for {@link #unknownLevels}
     * @throws ConfigurationException if the session is that of a Spark Connect client
     */
    public ChurnScorer register(SparkSession spark, String name) {
        org.apache.spark.sql.classic.SparkSession session = ClassicSession.of(spark);
        register(session);
        session.sessionState()
                .functionRegistry()
                .createOrReplaceTempFunction(name, new SqlCall(() -> this), "java_udf");
        return this;
    }

    /**
     * How many values were none of the levels that training saw, by column, in all that was scored by this scorer so far. They are
     * scored as unknown. A count and not a measurement: a row that Spark scores twice (a sorted query, a task lost after it
     * succeeded, a table that is not cached and read again) is counted twice.
     *
     * @return the counts; columns without any are left out
     */
    public Map<String, Long> unknownLevels() {
        return unknown.value();
    }

    /** {@return the name of the column that is added} */
    public String output() {
        return output;
    }

    Scorer local() {
        return local;
    }

    ModelBytes bytes() {
        return bytes;
    }

    ZoneId zone() {
        return zone;
    }

    int reasons() {
        return reasons;
    }

    /** Where unknown levels are counted; null before the scorer has met a session. */
    @Nullable
    UnknownLevels counter() {
        return unknown.isRegistered() ? unknown : null;
    }

    void register(SparkSession session) {
        synchronized (unknown) {
            if (!unknown.isRegistered()) {
                SparkContext context = session.sparkContext();
                context.register(unknown, "unknown levels");
            }
        }
    }

    /** The columns of a table that the model needs, each once, in the table's order. */
    private List<Attribute> needed(org.apache.spark.sql.classic.Dataset<?> customers) {
        List<Attribute> columns = CollectionConverters.asJava(
                customers.queryExecution().analyzed().output());
        int[] places =
                ColumnPlaces.of(local, columns.stream().map(Attribute::name).toList());
        List<Attribute> needed = new ArrayList<>();
        Arrays.stream(places).distinct().sorted().forEach(place -> needed.add(columns.get(place)));
        return needed;
    }

    private static UnknownLevels counter(Scorer local) {
        return new UnknownLevels(
                local.inputs().stream().map(input -> input.name()).toList());
    }

    private void requireFree(StructType columns) {
        for (String name : columns.fieldNames()) {
            if (name.equalsIgnoreCase(output)) {
                throw new DataException(
                        "The table has a column " + Wording.name(name) + " already, where the scores would go.",
                        "Maybe give the scores another name (withOutput), or drop the column.",
                        Where.column(name));
            }
        }
    }

    /** {@return the model's target and columns, for logs} */
    @Override
    public String toString() {
        return "ChurnScorer[" + local + ", output " + output + "]";
    }
}
