package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Trains a pipeline on a table of Spark: the rows are brought into one order and come to the driver, packed, where the pipeline learns
 * as it does on one machine. Immutable: each method that sets something returns a changed copy.
 *
 * <pre>{@code
 * ChurnModel model = ChurnTrainer.of(ChurnPipeline.readYaml(Path.of("pipeline.yaml")))
 *         .orderedBy("customer_id")
 *         .fit(spark.table("crm.customers"));
 * }</pre>
 *
 * <p>The model file has the bytes that {@link ChurnPipeline#fit} gives for the same rows in the same order as a CSV file, read with the
 * pipeline's declared types: whatever the partitions, tasks that were tried again, and executors that were lost.
 *
 * <p><b>The order.</b> Which rows are held out, and much else, is drawn by a row's place in the table, and Spark's tables have no places:
 * files are divided among partitions by size and by the number of cores. So rows are sorted by the columns of {@link #orderedBy}
 * and, where these are equal, by all others from left to right. Nulls come first, texts go by their UTF-8 bytes. Rows that are
 * equal in every column can change places without changing anything.
 *
 * <p><b>The size.</b> Rows are counted before any is brought. A table of more cells than {@link #withMostCells} is refused; {@link
 * #sampled} takes a part of it that is the same each time.
 *
 * <p><b>The trees</b> of the learner {@code boosting} grow at the driver, or on the executors over rows that these hold as bytes ({@link
 * #growing}); the driver holds the table in either case.
 */
public final class ChurnTrainer {

    /** Of the driver's memory, so many bytes are reckoned for a cell; docs/spark.md has what was measured. */
    static final int BYTES_A_CELL = 40;

    /** A sample by a key has as many rows as asked for, give or take so many standard deviations. */
    private static final double MOST_SPREADS = 6;

    private final ChurnPipeline pipeline;
    private final List<String> order;
    private final boolean sorted;
    private final long sample;
    private final ZoneId zone;
    private final long mostCells;
    private final Trees trees;

    /** Where trees grow, who is told, and in how many parts; 0 for as many as Spark says. */
    private record Trees(TreesAt at, Consumer<String> told, int parts) {}

    private ChurnTrainer(
            ChurnPipeline pipeline,
            List<String> order,
            boolean sorted,
            long sample,
            ZoneId zone,
            long mostCells,
            Trees trees) {
        this.pipeline = pipeline;
        this.order = order;
        this.sorted = sorted;
        this.sample = sample;
        this.zone = zone;
        this.mostCells = mostCells;
        this.trees = trees;
    }

    /**
     * Trains a pipeline: rows are sorted by all columns, none is left out, and points in time are read in UTC.
     *
     * @param pipeline what to predict, from what, learnt by what
     * @return the trainer
     */
    public static ChurnTrainer of(ChurnPipeline pipeline) {
        Objects.requireNonNull(pipeline, "pipeline");
        return new ChurnTrainer(
                pipeline,
                List.of(),
                true,
                0,
                ZoneOffset.UTC,
                Runtime.getRuntime().maxMemory() / BYTES_A_CELL,
                new Trees(TreesAt.AUTO, told -> {}, 0));
    }

    /**
     * The same with columns to sort by, before all others. A key of the customers is best: rows then keep their order when other
     * columns change.
     *
     * @param first the first column
     * @param more further columns, for rows in which those before are equal
     * @return another trainer
     */
    public ChurnTrainer orderedBy(String first, String... more) {
        List<String> columns = new ArrayList<>();
        columns.add(first);
        columns.addAll(List.of(more));
        return new ChurnTrainer(pipeline, List.copyOf(columns), true, sample, zone, mostCells, trees);
    }

    /**
     * The same with the rows as Spark hands them out, without sorting: for a table that the program has sorted itself. Any other
     * table has another order with other files, cores or settings, and so another model.
     *
     * @return another trainer
     */
    public ChurnTrainer inGivenOrder() {
        return new ChurnTrainer(pipeline, List.of(), false, sample, zone, mostCells, trees);
    }

    /**
     * The same with about so many rows: those whose columns of {@link #orderedBy}, or all columns if there are none, have the
     * lowest hashes. The same rows each time and on any partitions. All rows where there are no more. Refused if those columns have
     * the same values in so many rows that the sample would be of another size.
     *
     * @param rows how many, about; at least 1
     * @return another trainer
     * @throws ConfigurationException if there are fewer
     */
    public ChurnTrainer sampled(long rows) {
        return new ChurnTrainer(pipeline, order, sorted, atLeastOne("rows of a sample", rows), zone, mostCells, trees);
    }

    /**
     * The same with a time zone, as {@link ChurnScorer#inZone}: points in time become dates and times as the clocks of a place show
     * them. A model that is trained so is scored so.
     *
     * @param place such as {@code Europe/Berlin}; UTC unless it is set
     * @return another trainer
     */
    public ChurnTrainer inZone(ZoneId place) {
        Objects.requireNonNull(place, "place");
        return new ChurnTrainer(pipeline, order, sorted, sample, place, mostCells, trees);
    }

    /**
     * The same with another limit of rows times columns.
     *
     * @param cells how many cells the driver holds; the bytes of its memory (as {@code --driver-memory} gives it) divided by 40
     *     unless it is set
     * @return another trainer
     * @throws ConfigurationException if there are fewer than 1
     */
    public ChurnTrainer withMostCells(long cells) {
        return new ChurnTrainer(pipeline, order, sorted, sample, zone, atLeastOne("most cells", cells), trees);
    }

    /**
     * The same with trees that grow elsewhere: those of the learner {@code boosting}. They are the same trees, to the bit.
     *
     * @param at where; {@link TreesAt#AUTO} unless it is set
     * @return another trainer
     */
    public ChurnTrainer growing(TreesAt at) {
        return growing(at, told -> {});
    }

    /**
     * The same with trees that grow elsewhere, and with someone who is told where they grew.
     *
     * @param at where; {@link TreesAt#AUTO} unless it is set
     * @param told given a sentence when all trees have grown: in how many fits they did so on executors
     * @return another trainer
     */
    public ChurnTrainer growing(TreesAt at, Consumer<String> told) {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(told, "told");
        return new ChurnTrainer(pipeline, order, sorted, sample, zone, mostCells, new Trees(at, told, trees.parts()));
    }

    /** The same with rows in another number of parts on executors. */
    ChurnTrainer inParts(int parts) {
        return new ChurnTrainer(
                pipeline, order, sorted, sample, zone, mostCells, new Trees(trees.at(), trees.told(), parts));
    }

    private static long atLeastOne(String what, long number) {
        if (number < 1) {
            throw new ConfigurationException(
                    "The number of " + what + " is " + Wording.value(number) + ", where 1 or more is required.",
                    "Maybe leave it out.",
                    Where.nowhere());
        }
        return number;
    }

    /**
     * Trains the pipeline.
     *
     * @param customers a table with the target and whatever may be learnt from
     * @return the model, with its evaluation
     * @throws DataException if a column is of a type that a model cannot learn from, there are more cells than the driver holds,
     *     the table cannot be learnt from, or executors do not keep the rows that trees grow on, where {@link TreesAt#EXECUTORS} asks them to
     * @throws ConfigurationException if the pipeline does not fit the table, the table is that of a Spark Connect client, or trees are
     *     to grow on executors and cannot
     * @throws io.github.churnml.error.TrainingException if the learner finds nothing to learn
     */
    public ChurnModel fit(Dataset<?> customers) {
        return fit(customers, FitOptions.standard());
    }

    /**
     * Trains the pipeline.
     *
     * @param customers a table with the target and whatever may be learnt from
     * @param options who is told about progress (the stage {@code collecting} comes first), what the manifest says
     * @return the model, with its evaluation
     * @throws DataException as {@link #fit(Dataset)} throws
     * @throws ConfigurationException as {@link #fit(Dataset)} throws
     * @throws io.github.churnml.error.TrainingException if the learner finds nothing to learn
     */
    public ChurnModel fit(Dataset<?> customers, FitOptions options) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(
                classic(customers).sparkSession().sparkContext());
        TreePlaces places =
                new TreePlaces(spark, trees.at(), trees.parts() > 0 ? trees.parts() : spark.defaultParallelism());
        ChurnPipeline growing =
                pipeline.toBuilder().learner(places.growing(pipeline.learner())).build();
        ChurnModel model = growing.fit(read(customers, options.progress()), options);
        trees.told().accept(places.told());
        return model;
    }

    /**
     * Brings the table that {@link #fit} learns from, for cross-validation, comparisons and profiles on the driver.
     *
     * @param customers a table
     * @return its rows in order, as a CSV file of them would be read
     * @throws DataException as {@link #fit(Dataset)} throws of the table
     * @throws ConfigurationException if a column to sort by is not there, or the table is that of a Spark Connect client
     */
    public io.github.churnml.data.Dataset read(Dataset<?> customers) {
        return read(customers, Progress.none());
    }

    private static org.apache.spark.sql.classic.Dataset<?> classic(Dataset<?> customers) {
        if (customers instanceof org.apache.spark.sql.classic.Dataset<?> classic) {
            return classic;
        }
        throw ClassicSession.requiredToTrain();
    }

    private io.github.churnml.data.Dataset read(Dataset<?> customers, Progress progress) {
        org.apache.spark.sql.classic.Dataset<?> classic = classic(customers);
        List<Attribute> columns =
                CollectionConverters.asJava(classic.queryExecution().analyzed().output());
        requireColumns(columns);
        PackedRows.cells(customers.schema(), zone);
        List<Column> sorting = sorting(columns);
        org.apache.spark.sql.classic.Dataset<Row> taken = classic.toDF();
        long rows = taken.count();
        if (sample > 0 && sample < rows) {
            Column[] key = sorting.subList(0, order.isEmpty() ? sorting.size() : order.size())
                    .toArray(Column[]::new);
            // The upper 63 bits of the hash, of which a share as large as the sample's are below the limit.
            long limit = (long) (0x1p63 * ((double) sample / rows));
            taken = taken.filter(
                    functions.shiftrightunsigned(functions.xxhash64(key), 1).lt(functions.lit(limit)));
            requireSample(taken.count(), rows);
            rows = sample;
        }
        requireRoom(rows, columns.size());
        if (sorted) {
            List<Column> all = new ArrayList<>(sorting);
            columns.stream().filter(ChurnTrainer::hasTwoZeros).forEach(column -> all.add(signOfZero(column)));
            taken = taken.orderBy(all.toArray(Column[]::new));
        }
        return CollectedTable.read(taken, rows, zone, options().withProgress(progress));
    }

    /** Rows with the same columns to sort by are all taken or none, so that a few values make no sample of the customers. */
    private void requireSample(long found, long rows) {
        double share = (double) sample / rows;
        double spread = Math.sqrt(sample * (1 - share));
        if (Math.abs(found - sample) > MOST_SPREADS * spread + MOST_SPREADS) {
            throw new DataException(
                    "A sample of about " + Wording.count(sample) + " of " + Wording.count(rows) + " rows would have "
                            + Wording.count(found) + ": too many rows have the same values in "
                            + (order.isEmpty() ? "all columns." : Wording.names(order) + "."),
                    "Maybe order by a key of the customers (orderedBy; --order-by): rows are drawn by it.",
                    Where.nowhere());
        }
    }

    /** What the pipeline knows of the table holds for its reader, too, as it does for {@code churn train}. */
    private ReadOptions options() {
        ReadOptions standard = ReadOptions.standard();
        return standard.withTypes(pipeline.types())
                .withMissing(standard.missing().and(pipeline.clean().missing()));
    }

    /** What core would refuse of the table's columns is better said before any row is brought. */
    private void requireColumns(List<Attribute> columns) {
        place(pipeline.target(), columns);
        pipeline.types().keySet().forEach(name -> place(name, columns));
        Set<String> names = new HashSet<>();
        for (Attribute column : columns) {
            if (!names.add(column.name())) {
                throw new DataException(
                        "Two columns are named " + Wording.name(column.name()) + ".",
                        "Maybe a join brought it from both sides: drop one of them, or name one otherwise with AS.",
                        Where.column(column.name()));
            }
        }
    }

    private static int place(String wanted, List<Attribute> columns) {
        List<String> names = columns.stream().map(Attribute::name).toList();
        int exact = names.indexOf(wanted);
        int[] found = exact >= 0
                ? new int[] {exact}
                : java.util.stream.IntStream.range(0, names.size())
                        .filter(i -> names.get(i).strip().equals(wanted.strip()))
                        .toArray();
        if (found.length != 1) {
            throw new DataException(
                    "There is no column " + Wording.name(wanted) + ".",
                    Wording.maybeNearest(wanted, names),
                    Where.column(wanted));
        }
        return found[0];
    }

    /** What rows are sorted by: the columns that are named, and then all others. */
    private List<Column> sorting(List<Attribute> columns) {
        Set<Attribute> first = new LinkedHashSet<>();
        for (String name : order) {
            first.add(columns.get(place(name, columns)));
        }
        first.addAll(columns);
        return first.stream().map(ChurnTrainer::byItsValue).toList();
    }

    private static boolean hasTwoZeros(Attribute column) {
        return column.dataType().equals(DataTypes.DoubleType)
                || column.dataType().equals(DataTypes.FloatType);
    }

    /** Zeros of either sign are equal to Spark's sort, and not to the fingerprint of the table. */
    private static Column signOfZero(Attribute column) {
        Column value = ExpressionUtils.column(column);
        return functions.when(value.equalTo(functions.lit(0)), value.cast(DataTypes.StringType));
    }

    /** By a collation of its own, texts that differ could be equal. */
    private static Column byItsValue(Attribute column) {
        Column value = ExpressionUtils.column(column);
        return column.dataType() instanceof StringType && !column.dataType().equals(DataTypes.StringType)
                ? value.cast(DataTypes.StringType)
                : value;
    }

    private void requireRoom(long rows, int columns) {
        if (rows > mostCells / columns) {
            throw new DataException(
                    "The table has " + Wording.count(rows) + " rows of " + columns + " columns, hence more than the "
                            + Wording.count(mostCells) + " cells that the driver is reckoned to hold.",
                    "Maybe give the driver more memory (--driver-memory), leave columns out by drop, or learn from a sample of "
                            + Wording.count(Math.max(1, mostCells / columns)) + " rows (sampled; --sample).",
                    Where.nowhere());
        }
    }

    /** {@return the pipeline's name and the order, for logs} */
    @Override
    public String toString() {
        return "ChurnTrainer[" + pipeline.name() + ", "
                + (sorted ? "ordered by " + (order.isEmpty() ? "all columns" : order) : "in the given order") + "]";
    }
}
