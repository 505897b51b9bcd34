package io.github.churnml.spark;

import io.github.churnml.Scorer;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;

/** Where in a row of Spark each column of a model stands: by its exact name, else by one with other blanks around it. */
final class ColumnPlaces {

    private ColumnPlaces() {}

    /**
     * Finds the model's columns.
     *
     * @return the place of each input
     * @throws DataException if one is missing, or two columns could be meant
     */
    static int[] of(Scorer scorer, List<String> names) {
        // Says what is missing in the words that tables of every kind get.
        scorer.forColumns(names);
        return scorer.inputs().stream()
                .mapToInt(input -> place(input.name(), names))
                .toArray();
    }

    /** The fields of a structure as columns. */
    static int[] of(Scorer scorer, StructType type) {
        return of(scorer, Arrays.asList(type.fieldNames()));
    }

    private static int place(String wanted, List<String> names) {
        int[] exact = IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(wanted))
                .toArray();
        int[] found = exact.length > 0
                ? exact
                : IntStream.range(0, names.size())
                        .filter(i -> names.get(i).strip().equals(wanted.strip()))
                        .toArray();
        if (found.length > 1) {
            throw new DataException(
                    "Column " + Wording.name(wanted) + " is there " + found.length + " times; one is needed.",
                    "Maybe a join brought it from both sides: select one of them, or name one otherwise with AS.",
                    Where.column(wanted));
        }
        return found[0];
    }
}
