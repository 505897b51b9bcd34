package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.ScoringEngine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * {@code engine: spark} of a job's step {@code predict}: scores a table in the session of this process and writes it, with a column
 * {@value ChurnScorer#OUTPUT}, into a folder of the run.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class SparkEngine implements ScoringEngine {

    private static final String RUN = "run";

    /** Enough for the sum of as many probabilities as there are rows, in an order that does not matter. */
    private static final String EXACT = "decimal(38,18)";

    /** For {@link java.util.ServiceLoader}. */
    public SparkEngine() {}

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Scored score(Request request) throws InterruptedException {
        return inWords(request.run(), () -> scored(request));
    }

    @Override
    public DriftReport drift(Path model, String place, DriftSettings settings) throws InterruptedException {
        return inWords(place, () -> ChurnScorer.of(ChurnModel.load(model))
                .drift(session().read().parquet(place), settings));
    }

    private static Scored scored(Request request) {
        SparkSession spark = session();
        Configuration files = ClassicSession.of(spark).sessionState().newHadoopConf();
        Dataset<Row> customers = request.isPath()
                ? spark.read().format(request.format()).load(request.table())
                : spark.table(request.table());
        for (String name : customers.schema().fieldNames()) {
            if (name.equalsIgnoreCase(RUN)) {
                throw new DataException(
                        "The table has a column " + Wording.name(name)
                                + ", which is what the folders of runs are told by.",
                        "Maybe drop it, or give it another name in a view.",
                        Where.column(name));
            }
        }
        if (request.to().isBlank()) {
            throw new ConfigurationException(
                    "The folder that gets a folder for each run (to) has no name.",
                    "Maybe the variable that it is made of is empty.",
                    Where.nowhere());
        }
        ChurnScorer scorer = ChurnScorer.of(ChurnModel.load(request.model())).withReasons(request.reasons());
        String place = request.to() + "/" + RUN + "=" + request.run();
        TableFolder.write(scorer.transform(customers), place, true, files);
        return told(place, spark.read().parquet(place));
    }

    /** What is told of what was written: read again, so that it is of these rows whatever becomes of the customers' table. */
    private static Scored told(String place, Dataset<Row> written) {
        Column score = functions.col(ChurnScorer.OUTPUT);
        long rows = 0;
        long predicted = 0;
        BigDecimal sum = BigDecimal.ZERO;
        Map<RiskTier, Long> tiers = new EnumMap<>(RiskTier.class);
        for (Row row : written.groupBy(score.getField("tier"), score.getField("predicted"))
                .agg(
                        functions.count(functions.lit(1)),
                        functions.sum(score.getField("probability").cast(EXACT)))
                .collectAsList()) {
            rows += row.getLong(2);
            predicted += row.getBoolean(1) ? row.getLong(2) : 0;
            sum = sum.add(row.getDecimal(3));
            for (RiskTier tier : RiskTier.values()) {
                if (tier.label().equals(row.getString(0))) {
                    tiers.merge(tier, row.getLong(2), Long::sum);
                }
            }
        }
        double mean = rows == 0
                ? Double.NaN
                : sum.divide(BigDecimal.valueOf(rows), MathContext.DECIMAL128).doubleValue();
        return new Scored(place, rows, predicted, mean, tiers);
    }

    private static SparkSession session() {
        return SparkSession.builder().getOrCreate();
    }

    /** Spark's failures in our words; what still runs when the step's time is over is cancelled. */
    private static <T> T inWords(String group, Callable<T> work) throws InterruptedException {
        SparkSession spark;
        try {
            spark = session();
        } catch (RuntimeException none) {
            throw new DataException(Main.words(none), "", Where.nowhere(), none);
        }
        try {
            spark.sparkContext().setJobGroup(group, "churn-ml job", true);
            return work.call();
        } catch (ChurnException ours) {
            throw ours;
        } catch (InterruptedException over) {
            spark.sparkContext().cancelJobGroup(group);
            throw over;
        } catch (Exception failure) {
            throw new DataException(Main.words(failure), "", Where.nowhere(), failure);
        } finally {
            spark.sparkContext().clearJobGroup();
        }
    }
}
