package io.github.churnml.forest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.SharedFiles;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that other systems trained, against what those systems predict. */
class GoldenModelsTest {

    private static final Map<String, Double> CODES =
            Map.of("Basic", 0.0, "Standard", 1.0, "Pro", 2.0, "Monthly", 0.0, "Annual", 1.0, "No", 0.0, "Yes", 1.0);

    @ParameterizedTest
    @CsvSource({
        "xgboost-1.7.4.json, rows.csv, xgboost-1.7.4.predictions.csv, 5e-7, XGBoost 1.7.4",
        "xgboost-1.7.4.ubj, rows.csv, xgboost-1.7.4.predictions.csv, 5e-7, XGBoost 1.7.4",
        "xgboost-1.7.4-categorical.json, rows-categorical.csv, xgboost-1.7.4-categorical.predictions.csv, 5e-7, XGBoost 1.7.4",
        "xgboost-1.7.4-categorical.ubj, rows-categorical.csv, xgboost-1.7.4-categorical.predictions.csv, 5e-7, XGBoost 1.7.4",
        "xgboost-3.0.4.json, rows.csv, xgboost-3.0.4.predictions.csv, 5e-7, XGBoost 3.0.4",
        "xgboost-3.0.4.ubj, rows.csv, xgboost-3.0.4.predictions.csv, 5e-7, XGBoost 3.0.4",
        "xgboost-3.0.4-base-score-list.json, rows.csv, xgboost-3.0.4.predictions.csv, 5e-7, XGBoost 3.0.4",
        "lightgbm-4.3.0.txt, rows.csv, lightgbm-4.3.0.predictions.csv, 0, LightGBM (format v4)",
    })
    void model_ofAnotherSystem_scoresAsItsOrigin(
            String model, String rows, String predictions, double marginWithin, String origin) throws IOException {
        Path folder = SharedFiles.require("golden/models");
        ForeignForest read = ForeignForest.read(folder.resolve(model));
        assertThat(read.origin()).isEqualTo(origin);
        requireSame(read.forest(), rows(folder.resolve(rows)), folder.resolve(predictions), marginWithin);
    }

    @ParameterizedTest
    @CsvSource({"xgb_churn_model_2.json", "xgb_churn_model_2.bin"})
    void model_withFeatureNames_scoresRowsByName(String model) throws IOException {
        Path folder = SharedFiles.require("data/bettercollective");
        ForeignForest read = ForeignForest.read(folder.resolve(model));
        assertThat(read.featureNames()).hasSize(45).startsWith("total_deposit", "total_handle");
        assertThat(read.features().get(4).kind()).isEqualTo(ForeignFeature.Kind.FLAG);
        List<Map<String, Object>> rows = new ArrayList<>();
        try (MappingIterator<Map<String, Object>> lines = new ObjectMapper()
                .readerForMapOf(Object.class)
                .readValues(folder.resolve("X_test_sample_2.json").toFile())) {
            lines.forEachRemaining(rows::add);
        }
        double[][] values = rows.stream()
                .map(row -> read.featureNames().stream()
                        .mapToDouble(name -> number(row.get(name)))
                        .toArray())
                .toArray(double[][]::new);
        requireSame(
                read.forest(),
                values,
                SharedFiles.require("golden/models/bettercollective-xgb_churn_model_2.predictions.csv"),
                5e-7);
    }

    @Test
    void binaryAndText_ofOneModel_giveTheSameForest() {
        Path folder = SharedFiles.require("golden/models");
        for (String name : List.of("xgboost-1.7.4", "xgboost-1.7.4-categorical", "xgboost-3.0.4")) {
            ForeignForest text = ForeignForest.read(folder.resolve(name + ".json"));
            ForeignForest binary = ForeignForest.read(folder.resolve(name + ".ubj"));
            assertThat(binary.forest().toBytes()).isEqualTo(text.forest().toBytes());
            assertThat(binary.features()).isEqualTo(text.features());
            assertThat(text.forest().precision()).isEqualTo(Precision.FLOAT);
        }
    }

    private static double number(Object value) {
        return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
    }

    private static void requireSame(Forest forest, double[][] rows, Path expected, double marginWithin)
            throws IOException {
        List<String> lines = Files.readAllLines(expected);
        assertThat(rows).hasNumberOfRows(lines.size() - 1);
        double[] margins = IntStream.range(0, rows.length)
                .map(i -> i + 1)
                .mapToDouble(i -> Math.abs(forest.score(rows[i - 1])
                        - Double.parseDouble(lines.get(i).split(",")[0])))
                .toArray();
        double[] probabilities = IntStream.range(0, rows.length)
                .mapToDouble(i -> Math.abs(1 / (1 + StrictMath.exp(-forest.score(rows[i])))
                        - Double.parseDouble(lines.get(i + 1).split(",")[1])))
                .toArray();
        double margin = IntStream.range(0, rows.length)
                .mapToDouble(i -> margins[i])
                .max()
                .orElse(0);
        double probability = IntStream.range(0, rows.length)
                .mapToDouble(i -> probabilities[i])
                .max()
                .orElse(0);
        assertThat(margin).isLessThanOrEqualTo(marginWithin);
        assertThat(probability).isLessThanOrEqualTo(1e-6);
    }

    private static double[][] rows(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(GoldenModelsTest::value)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double value(String cell) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        Double code = CODES.get(cell);
        return code != null ? code : Double.parseDouble(cell);
    }
}
