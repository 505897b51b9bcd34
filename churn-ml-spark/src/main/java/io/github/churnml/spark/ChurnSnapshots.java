package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.snapshot.SnapshotFrame;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The snapshots of a {@link SnapshotPlan} over tables of Spark: the same rows, numbers and labels, bit for bit, as on one
 * machine, whatever the partitions and the session's time zone. Immutable and safe for any thread.
 *
 * <pre>{@code
 * SnapshotPlan plan = SnapshotPlan.read(Path.of("cancel.yaml")).orElseThrow();
 * Dataset<Row> table = ChurnSnapshots.of(plan).build(spark.table("crm.customers"), spark.table("crm.usage"));
 * table.write().parquet("s3a://snapshots/june");
 * }</pre>
 *
 * <p>Spark brings each customer's rows together, in one shuffle; what they say of a customer is computed by the code that
 * computes it on one machine. A customer's events must fit into an executor's memory. Columns are the customer, {@code
 * snapshot} (a timestamp), attributes as they stand, features (double, null where there is nothing to say) and the outcome
 * ({@code yes} or {@code no}). Rows are in no order.
 */
public final class ChurnSnapshots {

    private final SnapshotPlan plan;
    private final Optional<Dataset<Row>> others;

    private ChurnSnapshots(SnapshotPlan plan, Optional<Dataset<Row>> others) {
        this.plan = plan;
        this.others = others;
    }

    /**
     * By a plan, whose files are not looked at: tables are given.
     *
     * @param plan the plan
     * @return the snapshots
     */
    public static ChurnSnapshots of(SnapshotPlan plan) {
        return new ChurnSnapshots(plan, Optional.empty());
    }

    /**
     * The same with prospects, where the plan has {@code others}.
     *
     * @param prospects the table
     * @return other snapshots
     */
    public ChurnSnapshots withOthers(Dataset<Row> prospects) {
        return new ChurnSnapshots(plan, Optional.of(prospects));
    }

    /**
     * The table of all snapshots whose outcome is known, for a plan with one table of events.
     *
     * @param customers one row per customer
     * @param events the events
     * @return the table; made when somebody asks for its rows
     * @throws DataException as {@link #build(Dataset, Map)} throws
     */
    public Dataset<Row> build(Dataset<Row> customers, Dataset<Row> events) {
        return build(customers, only(events));
    }

    /**
     * The table of all snapshots whose outcome is known. Columns and types are looked at now, and so are the times of events,
     * in one pass: they say which snapshots there are, and up to when outcomes are known. Rows are made when somebody asks for
     * them.
     *
     * @param customers one row per customer
     * @param events tables of events by the names that the plan gives them
     * @return the table
     * @throws DataException if a table or a column is missing or of a type that cannot be meant, or a table has no event of any
     *     customer, none of a kind that the plan speaks of, or one that lies half a year behind all others
     * @throws ConfigurationException if the tables are those of a Spark Connect client
     */
    public Dataset<Row> build(Dataset<Row> customers, Map<String, Dataset<Row>> events) {
        SnapshotTables tables = tables(customers, events);
        tables.schema(true);
        return made(tables, tables.frame());
    }

    /**
     * Everybody who is there at the beginning of a day, without an outcome: the rows to score.
     *
     * @param day the day
     * @param customers one row per customer
     * @param events tables of events by the names that the plan gives them
     * @return the rows, one per customer; none if nobody is there
     * @throws DataException if a table or a column is missing or of a type that cannot be meant
     * @throws ConfigurationException if the tables are those of a Spark Connect client
     */
    public Dataset<Row> at(LocalDate day, Dataset<Row> customers, Map<String, Dataset<Row>> events) {
        SnapshotTables tables = tables(customers, events);
        return made(tables, SnapshotFrame.at(tables.plan, day));
    }

    /**
     * Everybody who is there at the beginning of a day, for a plan with one table of events.
     *
     * @param day the day
     * @param customers one row per customer
     * @param events the events
     * @return the rows
     * @throws DataException as {@link #at(LocalDate, Dataset, Map)} throws
     */
    public Dataset<Row> at(LocalDate day, Dataset<Row> customers, Dataset<Row> events) {
        return at(day, customers, only(events));
    }

    /**
     * The plan with the values of each table named, as a model's file keeps it: all columns of a type of numbers that have no other role,
     * unless the plan names them.
     *
     * @param customers one row per customer
     * @param events tables of events by the names that the plan gives them
     * @return the plan
     * @throws DataException if a table or a column is missing or of a type that cannot be meant
     */
    public SnapshotPlan plan(Dataset<Row> customers, Map<String, Dataset<Row>> events) {
        return tables(customers, events).plan;
    }

    private SnapshotTables tables(Dataset<Row> customers, Map<String, Dataset<Row>> events) {
        List<Dataset<Row>> all = new ArrayList<>(events.values());
        all.add(customers);
        others.ifPresent(all::add);
        for (Dataset<Row> table : all) {
            if (!(table instanceof org.apache.spark.sql.classic.Dataset)) {
                throw new ConfigurationException(
                        "The tables are those of a Spark Connect client, which has no classes of this library to send.",
                        "Maybe make the snapshots by spark-submit (io.github.churnml.spark.Main snapshot), and read"
                                + " what it writes.",
                        Where.nowhere());
            }
        }
        return new SnapshotTables(plan, customers, others, events);
    }

    private Map<String, Dataset<Row>> only(Dataset<Row> events) {
        if (plan.events().size() != 1) {
            throw new DataException(
                    "One table of events is given, but the plan has "
                            + Wording.names(plan.events().stream()
                                    .map(table -> table.name())
                                    .toList())
                            + ".",
                    "Maybe give all by name: build(customers, Map.of(…)).",
                    Where.nowhere());
        }
        return Map.of(plan.events().get(0).name(), events);
    }

    private static Dataset<Row> made(SnapshotTables tables, SnapshotFrame frame) {
        StructType schema = tables.schema(frame.isLabelled());
        Dataset<Row> rows = tables.all()
                .repartition(functions.col(SnapshotTables.KEY))
                .sortWithinPartitions(SnapshotTables.KEY, SnapshotTables.ROLE)
                .mapPartitions(new SnapshotRows(frame, tables.values()), Encoders.row(schema));
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            Column column = rows.col("`" + field.name().replace("`", "``") + "`");
            columns.add(
                    field.name().equals(SnapshotTable.TIME)
                            ? functions.timestamp_micros(column).as(field.name())
                            : column);
        }
        return rows.select(columns.toArray(Column[]::new));
    }
}
