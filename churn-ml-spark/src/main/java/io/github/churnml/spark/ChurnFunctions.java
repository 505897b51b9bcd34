package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import org.apache.spark.sql.SparkSession;

/**
 * Models as functions of Spark SQL, of one structure or of columns by name.
 *
 * <pre>{@code
 * ChurnFunctions.register(spark, "churn", model);
 * spark.sql("SELECT customer_id, churn(struct(*)).probability FROM customers");
 * spark.sql("SELECT churn(tenure, Contract, MonthlyCharges).tier FROM customers");
 * }</pre>
 *
 * <p>From Python: {@code spark._jvm.io.github.churnml.spark.ChurnFunctions.register(spark._jsparkSession, "churn",
 * "models/telco.churn")}. More ways (reasons, a time zone) are those of {@link ChurnScorer#register}.
 */
public final class ChurnFunctions {

    private ChurnFunctions() {}

    /**
     * Makes a model a function of SQL in a session, in place of one that had the name.
     *
     * @param spark the session
     * @param name the function's name, such as {@code churn}
     * @param model the model
     * @return its scorer, for {@link ChurnScorer#unknownLevels}
     * @throws io.github.churnml.error.ConfigurationException if the session is that of a Spark Connect client
     */
    public static ChurnScorer register(SparkSession spark, String name, ChurnModel model) {
        return ChurnScorer.of(model).register(spark, name);
    }

    /**
     * Makes a model file a function of SQL in a session, in place of one that had the name.
     *
     * @param spark the session
     * @param name the function's name, such as {@code churn}
     * @param model the path of a model file, as Spark's own readers take it; read now, by the driver
     * @return its scorer, for {@link ChurnScorer#unknownLevels}
     * @throws io.github.churnml.error.ModelFileException if it cannot be read or is no model
     * @throws io.github.churnml.error.ConfigurationException if the session is that of a Spark Connect client
     */
    public static ChurnScorer register(SparkSession spark, String name, String model) {
        return register(
                spark,
                name,
                ModelFiles.read(model, ClassicSession.of(spark).sessionState().newHadoopConf()));
    }
}
