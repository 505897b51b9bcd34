package io.github.churnml.spark;

import io.github.churnml.error.ChurnException;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * The function in a query's text. What is refused is refused as Spark's own functions refuse it, with our words: those who write
 * SQL, in a shell, in Python or at a Connect client, would else have a stack trace of the JVM before them.
 */
final class SqlCall extends AbstractFunction1<Seq<Expression>, Expression> {

    /** The kind of Spark's errors whose text is whatever a function says. */
    private static final String KIND = "USER_RAISED_EXCEPTION";

    private final Supplier<ChurnScorer> scorer;

    SqlCall(Supplier<ChurnScorer> scorer) {
        this.scorer = scorer;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
        try {
            return new ScoringCall(scorer.get()).apply(arguments);
        } catch (ChurnException refused) {
            Map<String, String> words = new Map.Map1<>("errorMessage", String.valueOf(refused.getMessage()));
            throw SqlCall.<RuntimeException>unchecked(new AnalysisException(KIND, words, Option.apply(refused)));
        }
    }

    /** AnalysisException is checked in Java, where what Spark calls may throw none. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception checked) throws E {
        throw (E) checked;
    }
}
