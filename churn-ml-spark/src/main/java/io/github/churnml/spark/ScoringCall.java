package io.github.churnml.spark;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.CreateStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.V2ExpressionUtils;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * What Spark's analyser asks when it meets the function in a query: looks at the columns and their types, refuses what cannot be
 * scored, and puts the call into the plan with the columns that the model needs and no others, so that no others are read.
 */
final class ScoringCall extends AbstractFunction1<Seq<Expression>, Expression> {

    private final ChurnScorer scorer;

    ScoringCall(ChurnScorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
        if (arguments.isEmpty()) {
            throw new DataException(
                    "The function is called without a column.",
                    "Maybe write churn(struct(*)), or name the columns that the model needs.",
                    Where.nowhere());
        }
        Expression row = arguments.size() == 1 && arguments.apply(0).dataType() instanceof StructType
                ? arguments.apply(0)
                : CreateStruct.apply(arguments);
        StructType given = (StructType) row.dataType();
        ZoneId zone = scorer.zone();
        int[] places = new CustomerRow(scorer.local(), given, zone).places();
        Expression needed = row instanceof CreateNamedStruct named ? pruned(named, places) : row;
        ScoringFunction function = new ScoringFunction(
                scorer.bytes(), (StructType) needed.dataType(), zone, scorer.reasons(), scorer.counter());
        return V2ExpressionUtils.resolveScalarFunction(function, seq(List.of(needed)));
    }

    private static CreateNamedStruct pruned(CreateNamedStruct given, int[] places) {
        TreeSet<Integer> needed = new TreeSet<>();
        for (int place : places) {
            needed.add(place);
        }
        List<Expression> children = new ArrayList<>();
        for (int place : needed) {
            children.add(given.children().apply(2 * place));
            children.add(given.children().apply(2 * place + 1));
        }
        return new CreateNamedStruct(seq(children));
    }

    static Seq<Expression> seq(List<? extends Expression> expressions) {
        List<Expression> copy = new ArrayList<>(expressions);
        return CollectionConverters.asScala(copy).toSeq();
    }
}
