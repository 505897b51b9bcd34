package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.SharedFiles;
import io.github.churnml.drift.PopulationStabilityIndex.Zeros;
import io.github.churnml.drift.TwoSampleKs.Alternative;
import io.github.churnml.drift.TwoSampleKs.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every published or independently computed value that concerns the detectors here. */
class DriftGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    List<DynamicTest> twoSampleKs_publishedCases_agree() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : read("golden/ks_2samp_scipy.json").get("cases")) {
            String name = one.get("test").asText() + " "
                    + one.get("alternative").asText() + " " + one.get("mode").asText() + " " + tests.size();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                TwoSampleKs found =
                        TwoSampleKs.of(sample(one.get("x")), sample(one.get("y")), alternative(one), method(one));
                double p = one.get("pvalue").asDouble();
                assertThat(found.statistic())
                        .isCloseTo(one.get("statistic").asDouble(), within(1e-14 + 1e-7 * found.statistic()));
                assertThat(found.pValue()).isCloseTo(p, within(1e-14 + 1e-7 * p));
            }));
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests;
    }

    @Test
    void twoSampleKs_oneValueMoved_isLocated() throws IOException {
        JsonNode cases = read("golden/ks_2samp_scipy.json").at("/location_cases/cases");
        assertThat(cases).hasSize(4);
        for (JsonNode one : cases) {
            double[] y = IntStream.range(0, 10).asDoubleStream().toArray();
            double[] x = y.clone();
            x[6] = one.get("x6").asDouble();
            TwoSampleKs found = TwoSampleKs.of(x, y, alternative(one), Method.AUTO);
            assertThat(found.statistic()).isCloseTo(one.get("statistic").asDouble(), within(1e-15));
            assertThat(found.location()).isEqualTo(one.get("location").asDouble());
            assertThat(found.sign()).isEqualTo(one.get("sign").asInt());
        }
    }

    @Test
    void populationStabilityIndex_conventionsOfOthers_agree() throws IOException {
        JsonNode cases = read("golden/psi_cases.json").get("cases");
        JsonNode distinct = cases.get(0);
        assertThat(byValue(distinct.get("ref"), distinct.get("cur"), Zeros.FLOOR_BELOW_LEAST))
                .isCloseTo(distinct.get("exact_by_formula").asDouble(), within(1e-12));

        double[] basis = IntStream.range(0, 500).asDoubleStream().toArray();
        double[] test = IntStream.range(500, 1000).asDoubleStream().toArray();
        for (HistogramBins bins : List.of(HistogramBins.quantiles(basis, 10), HistogramBins.equalWidth(basis, 10))) {
            assertThat(PopulationStabilityIndex.of(bins.counts(basis), bins.counts(test), Zeros.FLOOR))
                    .isCloseTo(cases.get(1).get("expected").asDouble(), within(1e-12));
        }
        assertThat(PopulationStabilityIndex.of(new long[] {500, 0}, new long[] {0, 500}, Zeros.FLOOR))
                .isCloseTo(cases.get(3).get("expected").asDouble(), within(1e-12));
        assertThat(PopulationStabilityIndex.of(new long[] {250, 250}, new long[] {250, 250}, Zeros.FLOOR))
                .isZero();
        for (String column : List.of("col1", "col2")) {
            JsonNode one = cases.get(6).get(column);
            assertThat(byValue(one.get("X1"), one.get("X2"), Zeros.ADDED))
                    .isCloseTo(one.get("expected").asDouble(), within(0.015));
        }
    }

    @Test
    void critical_publishedThresholds_agree() throws IOException {
        for (JsonNode row : read("golden/psi_cases.json").at("/cases/5/rows")) {
            assertThat(PopulationStabilityIndex.critical(
                            row.get("p").asDouble(),
                            row.get("bins").asInt(),
                            row.get("N").asLong(),
                            row.get("M").asLong()))
                    .isCloseTo(row.get("expected").asDouble(), within(1e-12));
        }
    }

    @Test
    void countTests_publishedCases_agree() throws IOException {
        JsonNode cases = read("golden/drift_other_cases.json").get("cases");
        long[] reference = counts(cases.get(0).get("ref_counts"));
        long[] current = counts(cases.get(0).get("cur_counts"));
        assertThat(ChiSquareTest.goodnessOfFit(reference, current).pValue())
                .isCloseTo(cases.get(0).get("chi2_pvalue").asDouble(), within(1e-5));
        assertThat(Distances.hellinger(reference, current))
                .isCloseTo(cases.get(0).get("hellinger").asDouble(), within(1e-5));
        assertThat(ChiSquareTest.likelihoodRatio(
                                counts(cases.get(1).get("ref")),
                                counts(cases.get(1).get("cur")))
                        .pValue())
                .isCloseTo(cases.get(1).get("expected").asDouble(), within(1e-3));
        for (JsonNode one : cases.get(6).get("cases")) {
            double expected = one.get("d").asDouble();
            assertThat(Distances.maximum(
                            letters(one.get("ref").asText()),
                            letters(one.get("cur").asText())))
                    .isCloseTo(expected, within(0.005));
        }
    }

    private static double byValue(JsonNode reference, JsonNode current, Zeros zeros) {
        long[][] counts = new long[2][10];
        reference.forEach(value -> counts[0][value.asInt()]++);
        current.forEach(value -> counts[1][value.asInt()]++);
        int[] hit = IntStream.range(0, 10)
                .filter(value -> counts[0][value] + counts[1][value] > 0)
                .toArray();
        return PopulationStabilityIndex.of(
                IntStream.of(hit).mapToLong(value -> counts[0][value]).toArray(),
                IntStream.of(hit).mapToLong(value -> counts[1][value]).toArray(),
                zeros);
    }

    private static long[] counts(JsonNode byLevel) {
        TreeMap<String, Long> sorted = new TreeMap<>();
        byLevel.fields()
                .forEachRemaining(
                        entry -> sorted.put(entry.getKey(), entry.getValue().asLong()));
        return sorted.values().stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] letters(String text) {
        long[] counts = new long[4];
        text.chars().forEach(letter -> counts[letter - 'a']++);
        return counts;
    }

    private static double[] sample(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
        }
        double from = node.get("linspace").get(0).asDouble();
        double to = node.get("linspace").get(1).asDouble();
        int count = node.get("linspace").get(2).asInt();
        double step = (to - from) / (count - 1);
        return DoubleStream.concat(IntStream.range(0, count - 1).mapToDouble(i -> i * step + from), DoubleStream.of(to))
                .map(value -> value + node.get("add").asDouble())
                .toArray();
    }

    private static Alternative alternative(JsonNode one) {
        return Alternative.valueOf(
                one.get("alternative").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Method method(JsonNode one) {
        String mode = one.get("mode").asText();
        return mode.equals("asymp") ? Method.ASYMPTOTIC : Method.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(SharedFiles.require(file).toFile());
    }
}
