package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A program of its own, an application that has core and what core needs, and nothing else: loads models and prints the bits
 * of scores, then tries to train.
 */
public final class CoreAlone {

    private CoreAlone() {}

    /**
     * Prints.
     *
     * @param args the fixtures of formats 1, 2, 3, 5, 6 and 8, and a table for all but the second
     */
    public static void main(String[] args) {
        Dataset table = Tables.readCsv(Path.of(args[6]));
        print("format-1", scores(ChurnModel.load(Path.of(args[0])), table));
        print("format-2", ImportedFixture.bits(ChurnModel.load(Path.of(args[1]))));
        print("format-3", scores(ChurnModel.load(Path.of(args[2])), table));
        print("format-5", scores(ChurnModel.load(Path.of(args[3])), table));
        print("format-6", scores(ChurnModel.load(Path.of(args[4])), table));
        print("format-8", scores(ChurnModel.load(Path.of(args[5])), table));
        ChurnModel trained = ChurnPipeline.builder().target("churned").build().fit(table);
        System.out.println(trained);
    }

    private static void print(String name, List<String> bits) {
        System.out.println(name);
        bits.forEach(System.out::println);
    }

    /** Row by row, and refused unless the whole table gives the same. */
    private static List<String> scores(ChurnModel model, Dataset table) {
        Scorer scorer = model.scorer();
        double[] single = IntStream.range(0, table.rows())
                .mapToDouble(i -> scorer.probability(row(scorer, table, i)))
                .toArray();
        if (!Arrays.equals(single, scorer.score(table).probabilities())) {
            throw new IllegalStateException("a row and a table score differently");
        }
        return Arrays.stream(single)
                .mapToObj(p -> HexFormat.of().toHexDigits(Double.doubleToLongBits(p)))
                .toList();
    }

    private static Map<String, @Nullable Object> row(Scorer scorer, Dataset table, int row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        scorer.inputs()
                .forEach(input ->
                        values.put(input.name(), table.column(input.name()).text(row)));
        return values;
    }
}
