package io.github.churnml.spark;

import io.github.churnml.error.ChurnException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * {@code churn-spark}, for {@code spark-submit}: its first argument says what is done.
 *
 * <pre>{@code
 * spark-submit --class io.github.churnml.spark.Main --jars churn-ml-core.jar,… churn-ml-spark.jar \
 *     drift --model s3a://models/telco.churn --table crm.customers --out s3a://reports/june
 * spark-submit --class io.github.churnml.spark.Main --jars churn-ml-core.jar,… churn-ml-spark.jar \
 *     profile --table crm.customers --target churned --out s3a://reports/june
 * spark-submit --class io.github.churnml.spark.Main --jars churn-ml-core.jar,… churn-ml-spark.jar \
 *     train --table crm.customers --config s3a://models/pipeline.yaml --out s3a://models/telco.churn
 * spark-submit --class io.github.churnml.spark.Main --jars churn-ml-core.jar,… churn-ml-spark.jar \
 *     snapshot --pipeline s3a://models/cancel.yaml --folder s3a://raw --out s3a://snapshots/june
 * }</pre>
 *
 * <p>Exit code 0; 1 for a mistake in what was given, in words on standard error; 4 for drift, with {@code --fail-on-drift}.
 *
 * <p>No API: a program, of which its name, its options and its exit codes are promised and not its methods.
 */
public final class Main {

    /** The words of one of our exceptions in a text, up to where its stack trace begins. */
    private static final Pattern OURS =
            Pattern.compile("io\\.github\\.churnml\\.error\\.\\w+: (.*?)(?:\\R\\s+at |\\R\\s*\\R|\\z)", Pattern.DOTALL);

    /** What is wrong with the process and not with what it was given. */
    private static String words(Error failure) {
        return failure instanceof OutOfMemoryError
                ? "The driver's memory was not enough.\nMaybe give it more (--driver-memory), or take fewer columns or rows."
                : "A class is not there, or does not fit: " + failure.getMessage()
                        + ".\nMaybe a jar of this library lacks among --jars, or is of another version.";
    }

    private Main() {}

    /** What is said of a failure: our words, wherever in it they are, else the first line of what Spark says. */
    static String words(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (at instanceof ChurnException) {
                return message;
            }
            // Of what a task throws, Spark may hand on the text alone.
            Matcher ours = OURS.matcher(message);
            if (ours.find()) {
                return ours.group(1).strip();
            }
        }
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return "Spark could not run it: " + first + "\nMaybe its log, above, says more.";
    }

    /**
     * Runs a command in the session that {@code spark-submit} has set up.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        SparkSession spark = null;
        int exit;
        try {
            Program program = Program.of(List.of(arguments), System.getenv());
            spark = SparkSession.builder()
                    .appName("churn-spark " + arguments[0])
                    .getOrCreate();
            exit = program.run(spark);
        } catch (Exception wrong) {
            // Spark wraps what a task throws; what it throws itself it has logged.
            Said.wrong(words(wrong));
            exit = 1;
        } catch (OutOfMemoryError | LinkageError wrong) {
            Said.wrong(words(wrong));
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
