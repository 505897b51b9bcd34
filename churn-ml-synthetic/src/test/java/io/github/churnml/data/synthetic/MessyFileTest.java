package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The mess of a large file against the rates of {@code docs/synthetic-customers.md}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessyFileTest {

    private static final int ROWS = 50_000;
    private static final int ROWS_READ_BACK = 3_000;
    private static final Set<String> MARKERS = Set.of("", "NA", "?", "-");
    private static final Map<String, ToDoubleFunction<Customer>> NUMBERS = Map.of(
            "tenure_months", Customer::tenureMonths,
            "monthly_charge", Customer::monthlyCharge,
            "total_charges", Customer::totalCharges,
            "usage_gb_30d", Customer::usageGb30d,
            "usage_change_pct", Customer::usageChangePct,
            "support_tickets_90d", Customer::supportTickets90d,
            "avg_latency_ms", Customer::avgLatencyMs,
            "downtime_hours_30d", Customer::downtimeHours30d,
            "late_payments_12m", Customer::latePayments12m,
            "last_login_days", Customer::lastLoginDays);
    private static final Map<String, Integer> DECIMALS = Map.of(
            "monthly_charge", 2,
            "total_charges", 2,
            "usage_gb_30d", 1,
            "usage_change_pct", 1,
            "avg_latency_ms", 1,
            "downtime_hours_30d", 1);
    private static final Map<String, Function<Customer, String>> LABELS = Map.of(
            "plan", c -> c.plan().label(),
            "contract", c -> c.contract().label(),
            "payment_method", c -> c.paymentMethod().label(),
            "autopay", c -> c.autopay() ? "Yes" : "No",
            "promo", c -> c.promo() ? "Yes" : "No",
            "region", c -> c.region().label());

    private final List<String> lines = new ArrayList<>();
    private final List<String[]> cells = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();
    private List<String> header = List.of();

    @BeforeAll
    void write(@TempDir Path folder) throws IOException {
        SyntheticCustomers table = new SyntheticCustomers(ROWS, 5);
        Path file = folder.resolve("customers.csv");
        table.writeCsv(file);
        lines.addAll(Files.readAllLines(file));
        header = List.of(lines.remove(0).split(","));
        lines.forEach(line -> cells.add(line.split(",", -1)));
        table.forEach(customers::add);
    }

    @Test
    void file_everyLine_isACustomerInOrder() {
        assertThat(lines).hasSize(ROWS);
        assertThat(cells).allMatch(row -> row.length == header.size() && row[0].matches("C-\\d{7}"));
        List<String> expected = customers.stream()
                .map(c -> c.customerId() + " " + c.signupDate())
                .toList();
        assertThat(cells.stream().map(row -> row[0] + " " + row[1]).toList().equals(expected))
                .isTrue();
    }

    @Test
    void numbers_whereNotLost_areTheCleanOnes() {
        NUMBERS.forEach((column, clean) -> {
            String format = "%." + DECIMALS.getOrDefault(column, 0) + "f";
            for (int row = 0; row < ROWS_READ_BACK; row++) {
                double expected = clean.applyAsDouble(customers.get(row));
                if (!lost(row, column)) {
                    String text = cell(row, column).replace("$", "");
                    assertThat(text).isEqualTo(String.format(Locale.ROOT, format, expected));
                    assertThat(Double.parseDouble(text)).isEqualTo(expected);
                }
            }
        });
    }

    @Test
    void labels_whereNotLost_meanTheCleanOnes() {
        LABELS.forEach((column, clean) -> {
            for (int row = 0; row < ROWS_READ_BACK; row++) {
                if (!lost(row, column)) {
                    assertThat(cell(row, column).strip()).isEqualToIgnoringCase(clean.apply(customers.get(row)));
                }
            }
        });
    }

    @Test
    void target_isCleanOrBlank() {
        assertThat(share(row -> cell(row, "churned").isEmpty()
                        || cell(row, "churned").equals(customers.get(row).churned() ? "Yes" : "No")))
                .isEqualTo(1.0);
        assertThat(share(row -> cell(row, "churned").isEmpty())).isCloseTo(0.002, within(0.0008));
    }

    @Test
    void lostCells_comeAtTheStatedRates() {
        assertLost("plan", 0, 0);
        assertLost("contract", 0, 0);
        assertLost("tenure_months", 0, 0);
        assertLost("monthly_charge", 0.005, 0.001);
        assertLost("usage_gb_30d", 0.01, 0.002);
        assertLost("support_tickets_90d", 0.01, 0.002);
        assertLost("downtime_hours_30d", 0.015, 0.002);
        assertLost("payment_method", 0.01, 0.002);
        assertLost("autopay", 0, 0);
        assertLost("promo", 0, 0);
        assertLost("region", 0.015, 0.002);
    }

    @Test
    void lostCells_notAtRandom_dependOnTheCleanValues() {
        assertLost("total_charges", c -> c.tenureMonths() == 0, 1.0, 0.0);
        assertLost("usage_change_pct", c -> c.tenureMonths() < 2, 0.6, 0.02);
        assertLost("avg_latency_ms", c -> c.usageGb30d() < 40, 0.07, 0.015);
        assertLost("late_payments_12m", c -> c.paymentMethod() == PaymentMethod.INVOICE, 0.08, 0.01);
        assertLost("last_login_days", c -> c.tenureMonths() > 48, 0.10, 0.02);
    }

    @Test
    void lostCells_carryTheFourMarkersAtTheStatedShares() {
        Map<String, Integer> counts = new HashMap<>();
        int lost = 0;
        for (String column : List.of("usage_gb_30d", "usage_change_pct", "avg_latency_ms", "region")) {
            for (int row = 0; row < ROWS; row++) {
                if (lost(row, column)) {
                    counts.merge(cell(row, column), 1, Integer::sum);
                    lost++;
                }
            }
        }
        assertThat(counts.keySet()).isEqualTo(MARKERS);
        assertThat(counts.get("") / (double) lost).isCloseTo(0.55, within(0.04));
        assertThat(counts.get("NA") / (double) lost).isCloseTo(0.25, within(0.04));
        assertThat(counts.get("?") / (double) lost).isCloseTo(0.12, within(0.03));
        assertThat(counts.get("-") / (double) lost).isCloseTo(0.08, within(0.03));
    }

    @Test
    void labels_oddSpellings_comeAtTheStatedRate() {
        LABELS.forEach((column, clean) -> {
            double odd = share(row -> !lost(row, column) && !cell(row, column).equals(clean.apply(customers.get(row))));
            assertThat(odd).as(column).isCloseTo(0.015, within(0.003));
        });
        assertThat(cells.stream().map(row -> row[header.indexOf("contract")]).collect(Collectors.toSet()))
                .contains(" month-to-month", "Month-To-Month ", "MONTH-TO-MONTH", "month-to-month")
                .contains("Month-to-month ", "  Month-to-month");
    }

    @Test
    void currencySigns_comeAtTheStatedRate() {
        assertThat(share(row -> cell(row, "monthly_charge").startsWith("$"))).isCloseTo(0.01, within(0.002));
    }

    @Test
    void duplicates_areEqualByteForByte_andNear() {
        Map<String, Integer> firstRow = new HashMap<>();
        int repeated = 0;
        for (int row = 0; row < ROWS; row++) {
            Integer first = firstRow.putIfAbsent(cell(row, "customer_id"), row);
            if (first != null) {
                repeated++;
                assertThat(lines.get(row)).isEqualTo(lines.get(first));
                assertThat(row - first).isBetween(2, 110);
            }
        }
        assertThat(repeated / (double) ROWS).isCloseTo(0.005, within(0.001));
    }

    @Test
    void mess_knowsNothingOfTheLabel() {
        for (Customer customer : customers.subList(0, 2_000)) {
            StringBuilder asIs = new StringBuilder();
            StringBuilder flipped = new StringBuilder();
            CustomerLine.append(asIs, customer, 5);
            CustomerLine.append(flipped, customer.withChurned(!customer.churned()), 5);
            assertThat(flipped.toString().replaceFirst("(Yes|No)\n$", "known"))
                    .isEqualTo(asIs.toString().replaceFirst("(Yes|No)\n$", "known"));
        }
    }

    private void assertLost(String column, double rate, double margin) {
        assertThat(share(row -> lost(row, column))).as(column).isCloseTo(rate, within(margin));
    }

    private void assertLost(String column, Predicate<Customer> group, double inside, double outside) {
        Map<Boolean, Double> shares = IntStream.range(0, ROWS)
                .boxed()
                .collect(Collectors.partitioningBy(
                        row -> group.test(customers.get(row)),
                        Collectors.averagingDouble(row -> lost(row, column) ? 1 : 0)));
        assertThat(shares.get(true)).as(column).isCloseTo(inside, within(inside == 1.0 ? 0.0 : 0.05));
        assertThat(shares.get(false)).as(column).isCloseTo(outside, within(outside == 0.0 ? 0.0 : 0.004));
    }

    private boolean lost(int row, String column) {
        return MARKERS.contains(cell(row, column));
    }

    private String cell(int row, String column) {
        return cells.get(row)[header.indexOf(column)];
    }

    private double share(IntPredicate holds) {
        return IntStream.range(0, ROWS).filter(holds).count() / (double) ROWS;
    }
}
