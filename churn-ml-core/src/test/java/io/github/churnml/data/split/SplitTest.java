package io.github.churnml.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    private static final int ROWS = 600;

    /** Every customer has three rows, and every third customer left. */
    private static final int[] CUSTOMER =
            IntStream.range(0, ROWS).map(row -> row / 3).toArray();

    private static final int[] LEFT =
            IntStream.range(0, ROWS).map(row -> row / 3 % 3 == 0 ? 1 : 0).toArray();

    /** A row a day, of which every third left. */
    private static final int[] DAY = IntStream.range(0, ROWS).toArray();

    @Test
    void grouped_holdOut_keepsCustomersWholeAndTheShare() {
        Division division = Split.grouped("customer_id").holdOut(table(CUSTOMER), LEFT, 0.2, 7);

        assertThat(customers(division.test())).doesNotContainAnyElementsOf(customers(division.train()));
        assertThat(division.test()).hasSize(120);
        assertThat(division.train()).hasSize(480);
        assertThat(Arrays.stream(division.test()).map(row -> LEFT[row]).sum()).isBetween(36, 42);
        assertThat(Split.grouped("customer_id")
                        .holdOut(table(CUSTOMER), LEFT, 0.2, 7)
                        .test())
                .isEqualTo(division.test());
        assertThat(Split.grouped("customer_id")
                        .holdOut(table(CUSTOMER), LEFT, 0.2, 8)
                        .test())
                .isNotEqualTo(division.test());
    }

    @Test
    void grouped_everyCustomerOnce_isTheDrawOfRows() {
        Dataset table = table(IntStream.range(0, ROWS).map(row -> ROWS - row).toArray());

        assertSame(Split.grouped("customer_id").holdOut(table, LEFT, 0.3, 5), Folds.holdOut(LEFT, 0.3, 5));
        List<Division> folds = Split.grouped("customer_id").folds(table, LEFT, 4, 5);
        for (int fold = 0; fold < 4; fold++) {
            assertSame(folds.get(fold), Folds.stratified(LEFT, 4, 5).get(fold));
        }
    }

    @Test
    void grouped_rowsWithoutACustomer_standForThemselves() {
        TextColumn names = TextColumn.of(
                "id", ColumnType.IDENTIFIER, Arrays.asList("a", null, " a", null, "b", "b", "c", "c", "d", "d"));
        int[] of = Customers.of(names);

        assertThat(of).containsExactly(0, 1, 0, 2, 3, 3, 4, 4, 5, 5);
    }

    @Test
    void grouped_foldsAndBlocks_testEveryRowOnceWithItsCustomer() {
        RowGroups groups = Split.grouped("customer_id").groups(table(CUSTOMER));
        for (List<Division> folds : List.of(groups.folds(LEFT, 5, 1), groups.blocks(LEFT, 5, 1))) {
            assertThat(folds).hasSize(5);
            assertThat(folds.stream()
                            .flatMapToInt(fold -> Arrays.stream(fold.test()))
                            .sorted())
                    .containsExactlyElementsOf(IntStream.range(0, ROWS).boxed().toList());
            for (Division fold : folds) {
                assertThat(customers(fold.test())).doesNotContainAnyElementsOf(customers(fold.train()));
                assertThat(fold.test().length + fold.train().length).isEqualTo(ROWS);
            }
        }
    }

    @Test
    void grouped_selectedAndCopiedRows_stayWithTheirCustomer() {
        int[] taken = IntStream.range(0, 900).map(row -> row % 450).toArray();
        int[] labels = Arrays.stream(taken).map(row -> LEFT[row]).toArray();
        Division slice = Split.grouped("customer_id")
                .groups(table(CUSTOMER))
                .select(taken)
                .slice(labels, 0.1, 3)
                .orElseThrow();

        Set<Integer> judged = Arrays.stream(slice.test())
                .map(row -> CUSTOMER[taken[row]])
                .boxed()
                .collect(Collectors.toSet());
        assertThat(judged).isNotEmpty();
        assertThat(Arrays.stream(slice.train()).map(row -> CUSTOMER[taken[row]]).boxed())
                .doesNotContainAnyElementsOf(judged);
    }

    @Test
    void grouped_whatCannotBeDivided_isRefused() {
        assertThatThrownBy(() -> Split.grouped("customer").groups(table(CUSTOMER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'customer'")
                .hasMessageContaining("Maybe one of these was meant: 'customer_id', 'day'.");
        Dataset one = table(new int[ROWS]);
        assertThatThrownBy(() -> Split.grouped("customer_id").holdOut(one, LEFT, 0.2, 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'customer_id' names only one customer")
                .hasMessageContaining("Maybe another column");
        int[] single = IntStream.range(0, ROWS).map(row -> row < 3 ? 1 : 0).toArray();
        assertThatThrownBy(() -> Split.grouped("customer_id").holdOut(table(CUSTOMER), single, 0.2, 1))
                .hasMessageStartingWith(
                        "Column 'customer_id' names only 1 customer with a row that left where at least 2");
        assertThat(Split.grouped("customer_id").groups(table(CUSTOMER)).slice(single, 0.2, 1))
                .isEmpty();
    }

    @Test
    void time_holdOut_takesTheLatestDaysAfterTheGap() {
        Division division = Split.inTime("day", Period.ofDays(30)).holdOut(table(CUSTOMER), labels(), 0.2, 7);

        assertThat(division.test()).containsExactly(IntStream.range(480, ROWS).toArray());
        assertThat(division.train()).containsExactly(IntStream.range(0, 450).toArray());
        assertSame(Split.inTime("day", Period.ofDays(30)).holdOut(table(CUSTOMER), labels(), 0.2, 8), division);
    }

    @Test
    void time_rowsOfOneDay_areOnOneSide() {
        int[] months = IntStream.range(0, ROWS).map(row -> row / 200).toArray();
        Division division = RowGroups.inTime("month", months, 0).holdOut(labels(), 0.2, 1);

        assertThat(division.test()).containsExactly(IntStream.range(400, ROWS).toArray());
    }

    @Test
    void time_folds_judgeEachStretchByWhatIsEarlier() {
        List<Division> folds = Split.inTime("day", Period.ofDays(10)).folds(table(CUSTOMER), labels(), 4, 1);

        assertThat(folds).hasSize(4);
        for (int fold = 0; fold < 4; fold++) {
            assertThat(folds.get(fold).test())
                    .containsExactly(
                            IntStream.range((fold + 1) * 120, (fold + 2) * 120).toArray());
            assertThat(folds.get(fold).train())
                    .containsExactly(IntStream.range(0, (fold + 1) * 120 - 10).toArray());
        }
    }

    @Test
    void time_blocks_areStretchesJudgedByAllOthers() {
        List<Division> blocks = RowGroups.inTime("day", DAY, 10).blocks(labels(), 3, 1);

        assertThat(blocks).hasSize(3);
        assertThat(blocks.get(1).test())
                .containsExactly(IntStream.range(200, 400).toArray());
        assertThat(blocks.get(1).train()).hasSize(400);
    }

    @Test
    void time_months_areReadAndMissingOnesRefused() {
        assertThat(Customers.days(TextColumn.of("m", ColumnType.TEXT, List.of("1970-01", "1970-03", "1970-02-02"))))
                .containsExactly(0, 59, 32);
        assertThatThrownBy(() -> Customers.days(TextColumn.of("m", ColumnType.TEXT, List.of("2026-01", "spring"))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'm' (row 2) holds (spring) where a date is required")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Customers.days(TextColumn.of("m", ColumnType.TEXT, Arrays.asList("2026-01", null))))
                .hasMessageStartingWith("Column 'm' (row 2) holds nothing where a date is required");
    }

    @Test
    void time_whatCannotBeDivided_isRefused() {
        assertThatThrownBy(() -> Split.inTime("day", Period.ofDays(500)).holdOut(table(CUSTOMER), labels(), 0.2, 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The gap of 500 days in column 'day' leaves no rows to learn from")
                .hasMessageContaining("Maybe make the gap shorter.");
        assertThatThrownBy(() -> RowGroups.inTime("day", new int[ROWS], 0).holdOut(labels(), 0.2, 1))
                .hasMessageStartingWith("Column 'day' has only one day");
        int[] early = IntStream.range(0, ROWS).map(row -> row < 100 ? 1 : 0).toArray();
        assertThatThrownBy(() -> RowGroups.inTime("day", DAY, 0).holdOut(early, 0.2, 1))
                .hasMessageContaining("one of these sides has only customers who left or only ones who stayed");
        assertThat(RowGroups.inTime("day", DAY, 0).slice(early, 0.2, 1)).isEmpty();
        assertThatThrownBy(() -> Split.inTime("day", Period.ofDays(-1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Maybe Period.ofDays(30) was meant.");
    }

    @Test
    void auto_repeatingIdentifier_isGrouped_otherwiseStratified() {
        assertThat(Split.auto().in(table(CUSTOMER))).isEqualTo(Split.grouped("customer_id"));
        assertThat(Split.auto().in(table(DAY))).isEqualTo(Split.stratified());
        int[] three = IntStream.range(0, ROWS).map(row -> row % 3).toArray();
        assertThat(Split.auto().in(table(three))).isEqualTo(Split.stratified());
        int[] plans = IntStream.range(0, ROWS).map(row -> row % 40).toArray();
        assertThat(Split.auto().in(Dataset.of(List.of(numbers("plan_id", plans)))))
                .isEqualTo(Split.stratified());
        List<String> levels = IntStream.range(0, 200).mapToObj(i -> "C" + i).toList();
        assertThat(Split.auto()
                        .in(Dataset.of(
                                List.of(CodedColumn.of("customerID", ColumnType.CATEGORICAL, CUSTOMER, levels)))))
                .isEqualTo(Split.grouped("customerID"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto | auto",
                "stratified | stratified",
                "{grouped: {by: customer_id}} | {grouped={by=customer_id}}",
                "{time: {by: month}} | {time={by=month}}",
                "{time: {by: month, gap: 30d}} | {time={by=month, gap=30d}}",
                "{time: {by: month, gap: 2w}} | {time={by=month, gap=14d}}",
            })
    void settings_everySplit_readsBack(String yaml, String written) {
        Split split = read(yaml);

        assertThat(split.settings()).hasToString(written);
        String again = PlainYaml.write(Map.of("split", split.settings()));
        assertThat(SplitSettings.read(PlainYaml.settings(again, Blame.configuration(null)), "split"))
                .isEqualTo(split);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groupd | Key 'split' (line 1) holds (groupd) where one of",
                "grouped | Maybe write it as split: {grouped: {by: customer_id}}.",
                "{groups: {by: a}} | Key 'split.groups' (line 1) is not known.",
                "{} | Key 'split' (line 1) needs one of 'grouped' and 'time' in it.",
                "{grouped: {by: a}, time: {by: b}} | Key 'split' (line 1) needs one of",
                "{grouped: {}} | Key 'split.grouped.by' (line 1) is missing.",
                "{grouped: {by: a, gap: 3d}} | Key 'split.grouped.gap' (line 1) is not known.",
                "{time: {by: a, gap: 30}} | Maybe 30d was meant.",
                "{time: {by: a, gap: -3d}} | Key 'split.time.gap' (line 1) holds (-3d) where a number of days or weeks",
            })
    void settings_mistake_isRefusedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    private static Split read(String yaml) {
        return SplitSettings.read(PlainYaml.settings("split: " + yaml, Blame.configuration(null)), "split");
    }

    private static int[] labels() {
        return IntStream.range(0, ROWS).map(row -> row % 3 == 0 ? 1 : 0).toArray();
    }

    private static Dataset table(int[] customers) {
        return Dataset.of(List.of(
                numbers("customer_id", customers),
                NumericColumn.of(
                        "day",
                        ColumnType.DATE,
                        Arrays.stream(DAY).asDoubleStream().toArray())));
    }

    private static Column numbers(String name, int[] values) {
        return NumericColumn.of(
                name, ColumnType.NUMERIC, Arrays.stream(values).asDoubleStream().toArray());
    }

    private static Set<Integer> customers(int[] rows) {
        Set<Integer> customers = new HashSet<>();
        Arrays.stream(rows).forEach(row -> customers.add(CUSTOMER[row]));
        return customers;
    }

    private static void assertSame(Division one, Division other) {
        assertThat(one.train()).isEqualTo(other.train());
        assertThat(one.test()).isEqualTo(other.test());
    }
}
