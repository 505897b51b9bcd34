package io.github.churnml.spark;

import io.github.churnml.error.ChurnException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * {@code churn-spark}, for {@code spark-submit}: its first argument says what is done.
 *
 * <pre>{@code
 * spark-submit --class io.github.churnml.spark.Main --jars churn-ml-core.jar,… churn-ml-spark.jar \
 *     drift --model s3a://models/telco.churn --table crm.customers --out s3a://reports/june
 * }</pre>
 *
 * <p>Exit code 0; 1 for a mistake in what was given, in words on standard error; 4 for drift, with {@code --fail-on-drift}.
 */
public final class Main {

    private Main() {}

    /**
     * Runs a command in the session that {@code spark-submit} has set up.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        SparkSession spark = null;
        int exit;
        try {
            DriftProgram program = DriftProgram.of(List.of(arguments));
            spark = SparkSession.builder().appName("churn-spark drift").getOrCreate();
            exit = program.run(spark);
        } catch (ChurnException wrong) {
            Said.wrong(String.valueOf(wrong.getMessage()));
            exit = 1;
        } finally {
            if (spark != null) {
                spark.stop();
            }
        }
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
