package io.github.churnml.spark;

import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.classic.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Models as functions of every session, by settings alone: for {@code spark-sql}, notebooks, Thrift and Connect servers.
 *
 * <pre>{@code
 * spark-sql --jars churn-ml-spark.jar,churn-ml-core.jar \
 *     --conf spark.sql.extensions=io.github.churnml.spark.ChurnExtensions \
 *     --conf spark.churn.model.churn=s3a://models/telco.churn
 * }</pre>
 *
 * <p>{@code spark.churn.model.NAME=PATH} makes the model at PATH the function NAME, in lower case. The settings are those that the application starts
 * with; the file is read when the first query names the function, and once for the application.
 */
public final class ChurnExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** What the settings begin with. */
    public static final String SETTING = "spark.churn.model.";

    /** For Spark, which makes one by the name of the class. */
    public ChurnExtensions() {}

    /**
     * Adds the functions.
     *
     * @param extensions where to
     * @return nothing
     */
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        SparkContext context = SparkContext$.MODULE$.getActive().getOrElse(() -> null);
        SparkConf settings = context == null ? new SparkConf() : context.getConf();
        for (Tuple2<String, String> setting : settings.getAllWithPrefix(SETTING)) {
            String name = setting._1().toLowerCase(Locale.ROOT);
            extensions.injectFunction(new Tuple3<>(
                    new FunctionIdentifier(name),
                    new ExpressionInfo(ScoringFunction.class.getName(), name),
                    new SqlCall(new Lazy(setting._2())::scorer)));
        }
        return BoxedUnit.UNIT;
    }

    /** A model that is read when a query first names it. */
    private static final class Lazy {

        private final String path;
        private @Nullable ChurnScorer scorer;

        Lazy(String path) {
            this.path = path;
        }

        synchronized ChurnScorer scorer() {
            if (scorer == null) {
                SparkSession session = SparkSession.active();
                ChurnScorer read = ChurnScorer.of(
                        ModelFiles.read(path, session.sessionState().newHadoopConf()));
                read.register(session);
                scorer = read;
            }
            return scorer;
        }
    }
}
