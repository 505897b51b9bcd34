package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.ChurnPipelineBuilder;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.prepare.DerivedFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Customers with a column of every type that is read, and a model of them that was trained on the table as text. */
final class TypedCustomers {

    static final int ROWS = 2_000;

    static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.LongType)
            .add("tenure", DataTypes.IntegerType)
            .add("calls", DataTypes.LongType)
            .add("lines", DataTypes.ByteType)
            .add("tickets", DataTypes.ShortType)
            .add("charges", DataTypes.createDecimalType(10, 2))
            .add("balance", DataTypes.createDecimalType(30, 12))
            .add("ratio", DataTypes.FloatType)
            .add("usage", DataTypes.DoubleType)
            .add("auto pay", DataTypes.BooleanType)
            .add("Contract", DataTypes.StringType)
            .add("rating", DataTypes.IntegerType)
            .add("tariff", DataTypes.createDecimalType(6, 2))
            .add("joined", DataTypes.DateType)
            .add("seen", DataTypes.TimestampType)
            .add("called", DataTypes.TimestampNTZType)
            .add("note", DataTypes.StringType)
            .add("churned", DataTypes.StringType);

    private static final String[] CONTRACTS = {"Month-to-month", "One year", "Two year", "Zwei Jahre – überall"};
    private static final String[] TARIFFS = {"9.90", "19.90", "29.50"};

    /** How the table is read as text. */
    private static final ReadOptions OPTIONS = ReadOptions.standard()
            .withType("rating", ColumnType.CATEGORICAL)
            .withType("tariff", ColumnType.CATEGORICAL);

    private static final Model MODEL = train();

    /** The model and where it is kept, with the table that it was trained on. */
    record Model(ChurnModel model, Path file, Path csv) {}

    private TypedCustomers() {}

    static ChurnModel model() {
        return MODEL.model();
    }

    static Path modelFile() {
        return MODEL.file();
    }

    static Path csv() {
        return MODEL.csv();
    }

    /** The customers as Spark's typed rows; the same each time. */
    static Dataset<Row> table(SparkSession spark) {
        return spark.createDataFrame(rows(), SCHEMA);
    }

    static List<Row> rows() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int tenure = random.nextInt(72);
            long calls = random.nextLong() >>> 20;
            int lines = random.nextInt(6);
            int tickets = random.nextInt(400);
            int cents = random.nextInt(20_000);
            long balance = random.nextLong();
            int ratio = random.nextInt(1_000);
            double usage = random.nextGaussian() * 1e3;
            boolean pays = random.nextBoolean();
            int contract = random.nextInt(4);
            int rating = 1 + random.nextInt(5);
            int tariff = random.nextInt(3);
            int joined = random.nextInt(3_000);
            int seen = random.nextInt(90_000_000);
            int called = random.nextInt(9_000_000);
            int note = random.nextInt(100);
            double score = tenure / 72.0
                    + calls / (double) (1L << 44)
                    + lines / 6.0
                    + tickets / 400.0
                    + cents / 2e4
                    + Math.signum(balance) / 2
                    + ratio / 1e3
                    + usage / 2e3
                    + (pays ? 1 : 0)
                    + contract / 3.0
                    + rating % 3
                    + tariff / 2.0
                    + joined / 3e3
                    + seen / 9e7
                    + called / 9e6
                    + note / 100.0;
            boolean leaves = random.nextDouble() < 1 / (1 + Math.exp(2 * (score - 8.5)));
            Object[] values = {
                (long) i,
                tenure,
                calls,
                (byte) lines,
                (short) tickets,
                new BigDecimal(cents).movePointLeft(2),
                new BigDecimal(balance).movePointLeft(12),
                ratio / 997f,
                usage,
                pays,
                CONTRACTS[contract],
                rating,
                new BigDecimal(TARIFFS[tariff]),
                Date.valueOf(LocalDate.of(2015, 1, 1).plusDays(joined)),
                Timestamp.from(Instant.ofEpochSecond(1_600_000_000L + seen, 1_000_000L * random.nextInt(1_000))),
                LocalDateTime.of(2024, 3, 30, 0, 0).plusSeconds(called),
                note + "," + random.nextInt(10),
                leaves ? "Yes" : "No"
            };
            for (int j = 1; j < values.length - 1; j++) {
                if (random.nextInt(25) == 0) {
                    values[j] = null;
                }
            }
            if (i % 40 == 3) {
                values[8] = Double.NaN;
            }
            rows.add(RowFactory.create(values));
        }
        return rows;
    }

    /** What the model was trained by. */
    static ChurnPipeline pipeline() {
        return plain().type("note", ColumnType.NUMERIC).build();
    }

    /** The same without the type of the column whose numbers have decimal commas, which no reader takes for numbers at once. */
    static ChurnPipelineBuilder plain() {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("id")
                .type("rating", ColumnType.CATEGORICAL)
                .type("tariff", ColumnType.CATEGORICAL)
                .derive(
                        new DerivedFeature.DaysSince("days joined", "joined", LocalDate.of(2025, 1, 1)),
                        new DerivedFeature.DaysSince("days seen", "seen", LocalDate.of(2025, 1, 1)),
                        new DerivedFeature.DaysSince("days called", "called", LocalDate.of(2025, 1, 1)))
                .version("2.3.4");
    }

    /** What this library says of the table as a CSV file, in the order of the ids. */
    static double[] local() {
        return MODEL.model()
                .scorer()
                .score(MODEL.model().read(MODEL.csv(), ReadOptions.standard()))
                .probabilities();
    }

    private static Model train() {
        try {
            Path folder = Files.createTempDirectory("churn-spark");
            folder.toFile().deleteOnExit();
            Path csv = folder.resolve("customers.csv");
            Files.writeString(csv, CsvExport.of(rows(), SCHEMA));
            ChurnModel model = pipeline().fit(Tables.read(csv, OPTIONS));
            Path file = folder.resolve("model.churn");
            model.save(file);
            csv.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return new Model(model, file, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
