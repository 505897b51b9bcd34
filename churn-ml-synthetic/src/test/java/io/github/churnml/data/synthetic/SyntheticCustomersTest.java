package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticCustomersTest {

    @TempDir
    Path folder;

    @Test
    void bytes_ofSeed42_areTheOnesReleased() throws Exception {
        assertThat(Sha256.hex(written(1000, 42)))
                .as("a change here changes what every seed means: see the package")
                .isEqualTo("53c164ecc99e8a74693a1a48630436cc3345dd0b21b4d28e87cbdd23b00596a9");
    }

    @Test
    void bytes_inAnotherLocale_areTheSame() throws IOException {
        byte[] expected = written(200, 42);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertThat(written(200, 42)).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void projectTable_isWhatTheGeneratorWrites() throws IOException {
        byte[] table = Files.readAllBytes(root().resolve("data/customers.csv"));
        assertThat(table).hasSizeLessThan(1_000_000).isEqualTo(written(8000, 42));
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shortFile_anySeed_isTheBeginningOfALongerOne(long seed) throws IOException {
        byte[] shorter = written(700, seed);
        byte[] longer = written(900, seed);
        assertThat(longer).startsWith(shorter);
        assertThat(new String(shorter).lines()).hasSize(701);
    }

    @Test
    void otherSeed_givesOtherCustomers() {
        assertThat(new SyntheticCustomers(1, 1).customer(1)).isNotEqualTo(new SyntheticCustomers(1, 2).customer(1));
    }

    @Test
    void customer_drawnAlone_isTheOneOfTheFile() {
        SyntheticCustomers customers = new SyntheticCustomers(2000, 7);
        for (Customer customer : customers) {
            assertThat(customers.customer(customer.number())).isEqualTo(customer);
        }
    }

    @Test
    void trueProbabilities_areThoseOfTheRows() {
        SyntheticCustomers customers = new SyntheticCustomers(2000, 7);
        List<Double> expected = new ArrayList<>();
        customers.forEach(customer -> expected.add(customer.trueProbability()));
        assertThat(customers.trueProbabilities())
                .containsExactly(expected.stream().mapToDouble(p -> p).toArray());
        assertThat(expected).allMatch(p -> p > 0 && p < 1);
    }

    @Test
    void everyCustomer_keepsTheStatedRanges() {
        for (Customer c : new SyntheticCustomers(5_000, 3)) {
            assertThat(ChronoUnit.MONTHS.between(c.signupDate(), CustomerProcess.SNAPSHOT))
                    .isEqualTo(c.tenureMonths())
                    .isBetween(0L, 72L);
            assertThat(Double.isNaN(c.totalCharges())).isEqualTo(c.tenureMonths() == 0);
            assertThat(c.monthlyCharge()).isBetween(16.0, 95.0);
            assertThat(c.usageGb30d()).isPositive();
            assertThat(c.usageChangePct()).isBetween(-95.0, 150.0);
            assertThat(c.avgLatencyMs()).isPositive();
            assertThat(c.downtimeHours30d()).isBetween(0.0, 48.0);
            assertThat(c.latePayments12m()).isBetween(0, Math.min(12, c.tenureMonths()));
            assertThat(c.lastLoginDays()).isBetween(0, 90);
        }
    }

    @Test
    void churn_overManyCustomers_followsTheTrueProbability() {
        SyntheticCustomers customers = new SyntheticCustomers(100_000, 42);
        int[] rows = new int[10];
        double[] expected = new double[10];
        double[] seen = new double[10];
        for (Customer customer : customers) {
            double probability = customer.trueProbability();
            int bin = Math.min(9, (int) (probability * 10));
            rows[bin]++;
            expected[bin] += probability;
            seen[bin] += customer.churned() ? 1 : 0;
        }
        for (int bin = 0; bin < 10; bin++) {
            assertThat(seen[bin] / rows[bin]).isCloseTo(expected[bin] / rows[bin], within(0.025));
        }
        assertThat(IntStream.range(0, 10).mapToDouble(bin -> seen[bin]).sum() / 100_000)
                .isBetween(0.215, 0.23);
    }

    @Test
    void bestReachableRocAuc_isTheOneTheDocumentStates() throws IOException {
        String text = Files.readString(root().resolve("docs/synthetic-customers.md"));
        Matcher stated = Pattern.compile("\\| (\\d+) \\| ([\\d,]+) \\| ([\\d.]+) % \\| (0\\.\\d{4}) \\|")
                .matcher(text);
        int checked = 0;
        while (stated.find()) {
            long seed = Long.parseLong(stated.group(1));
            SyntheticCustomers customers =
                    new SyntheticCustomers(Long.parseLong(stated.group(2).replace(",", "")), seed);
            List<Boolean> labels = new ArrayList<>();
            customers.forEach(customer -> labels.add(customer.churned()));
            double churnPercent =
                    100.0 * labels.stream().filter(churned -> churned).count() / labels.size();
            assertThat(churnPercent).isCloseTo(Double.parseDouble(stated.group(3)), within(0.0051));
            assertThat(rocAuc(customers.trueProbabilities(), labels))
                    .isCloseTo(Double.parseDouble(stated.group(4)), within(0.000051));
            checked++;
        }
        assertThat(checked).as("rows of the document's table").isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 1_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE})
    void rows_outOfRange_areRefused(long rows) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new SyntheticCustomers(rows, 42))
                .withMessage("The number of rows (" + rows + ") must lie between 1 and 1000000000.\n"
                        + "Maybe ask for 8000, as in the project's own table.");
    }

    @Test
    void customer_numberBelowOne_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new SyntheticCustomers(1, 42).customer(0))
                .withMessage("There is no customer number (0).\nMaybe count from 1.");
    }

    @Test
    void billionRows_costNothingUntilDrawn_butProbabilitiesAreRefused() {
        SyntheticCustomers many = new SyntheticCustomers(1_000_000_000L, 42);
        assertThat(many.iterator().next()).isEqualTo(many.customer(1));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(many::trueProbabilities)
                .withMessage("The probabilities of (1000000000) rows are too many to hold; at most 50000000 are given"
                        + " at once.\nMaybe go through the customers one by one.");
    }

    @Test
    void writeCsv_folderIsAFile_failsAndLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new SyntheticCustomers(10, 42).writeCsv(file.resolve("out/customers.csv")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot be written");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void writeCsv_stoppedMidway_leavesNothing() throws IOException {
        Path target = folder.resolve("new/customers.csv");
        assertThatThrownBy(() -> new SyntheticCustomers(100_000, 42).writeCsv(target, (stage, done, total) -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void writeCsv_progress_risesToTheEnd() {
        List<Long> done = new ArrayList<>();
        new SyntheticCustomers(10_000, 42).writeCsv(folder.resolve("customers.csv"), (stage, at, total) -> {
            assertThat(stage).isEqualTo("generating");
            assertThat(total).isEqualTo(10_000);
            done.add(at);
        });
        assertThat(done).isSorted().doesNotHaveDuplicates().endsWith(10_000L);
    }

    private byte[] written(long rows, long seed) throws IOException {
        Path target = folder.resolve("customers-" + rows + ".csv");
        new SyntheticCustomers(rows, seed).writeCsv(target);
        return Files.readAllBytes(target);
    }

    private static Path root() {
        String root = System.getProperty("churn.root");
        assertThat(root).as("system property churn.root, set by the build").isNotNull();
        return Path.of(root);
    }

    /** By ranks; probabilities of different customers are different in practice, and duplicates share their label. */
    private static double rocAuc(double[] scores, List<Boolean> labels) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[a], scores[b]))
                .mapToInt(i -> i)
                .toArray();
        double rankSum = 0;
        double positives = 0;
        for (int rank = 0; rank < order.length; rank++) {
            if (labels.get(order[rank])) {
                rankSum += rank + 1;
                positives++;
            }
        }
        return (rankSum - positives * (positives + 1) / 2) / (positives * (scores.length - positives));
    }
}
