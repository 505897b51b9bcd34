package io.github.churnml.profile;

import static io.github.churnml.profile.Table.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private static List<RepeatedColumn> repeats(Table table) {
        return TableProfile.of(table.data(), ProfileOptions.none()).repeats();
    }

    private static double rounded(double value, int decimals) {
        double power = Math.pow(10, decimals);
        return Math.rint(value * power) / power;
    }

    @Test
    void charges_areMultiplesOfMinutes_withinRounding() {
        Table table = new Table(2000)
                .numbers("minutes", row -> rounded(350 * noise(row, 1), 1))
                .numbers("calls", row -> (int) (150 * noise(row, 2)))
                .numbers("charge", row -> rounded(rounded(350 * noise(row, 1), 1) * 0.17, 2));
        assertThat(repeats(table))
                .containsExactly(new RepeatedColumn("charge", "minutes", RepeatedColumn.Kind.LINEAR, 0.17, 0));
        Finding finding = TableProfile.of(table.data(), ProfileOptions.none()).findings().stream()
                .filter(one -> one.code().equals("linear-column"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.columns()).containsExactly("minutes", "charge");
        assertThat(finding.message()).isEqualTo("One column repeats another: 'charge' is 0.17 × 'minutes'.");
    }

    @Test
    void temperatures_areAMultiplePlusAConstant() {
        Table table = new Table(500)
                .numbers("celsius", row -> rounded(40 * noise(row, 1) - 10, 1))
                .numbers("fahrenheit", row -> rounded(rounded(40 * noise(row, 1) - 10, 1) * 1.8 + 32, 2));
        assertThat(repeats(table))
                .containsExactly(new RepeatedColumn("fahrenheit", "celsius", RepeatedColumn.Kind.LINEAR, 1.8, 32));
        assertThat(repeats(table).get(0).phrase()).isEqualTo("'fahrenheit' is 1.8 × 'celsius' + 32");
    }

    @Test
    void dates_thatFollowEachOther_areShifted() {
        Table table = new Table(300)
                .dates("ordered", row -> 20_000 + (int) (400 * noise(row, 1)))
                .dates("billed", row -> 20_030 + (int) (400 * noise(row, 1)));
        assertThat(repeats(table).get(0).phrase()).isEqualTo("'billed' is 'ordered' + 30");
    }

    @Test
    void copies_ofEveryType_areFoundWithTheirGaps() {
        Table table = new Table(200);
        for (String name : List.of("a", "b")) {
            table.numbers(name + "_n", row -> row % 9 == 0 ? Double.NaN : noise(row, 1))
                    .levels(name + "_l", row -> row % 7 == 0 ? null : "v" + (int) (3 * noise(row, 2)))
                    .texts(name + "_t", ColumnType.TEXT, row -> "some words of row " + row);
        }
        assertThat(repeats(table))
                .extracting(RepeatedColumn::phrase)
                .containsExactly("'b_n' equals 'a_n'", "'b_l' equals 'a_l'", "'b_t' equals 'a_t'");
    }

    @Test
    void codings_ofOneThing_areFoundAcrossTypes() {
        Table table = new Table(400)
                .levels("plan", row -> "p" + (int) (4 * noise(row, 1)))
                .numbers("plan_no", row -> new double[] {30, 10, 20, 50}[(int) (4 * noise(row, 1))])
                .levels("flag", row -> noise(row, 2) < 0.4 ? "yes" : "no")
                .numbers("flag01", row -> noise(row, 2) < 0.4 ? 1 : 0);
        assertThat(repeats(table))
                .extracting(RepeatedColumn::phrase)
                .containsExactly("'plan_no' is another coding of 'plan'", "'flag01' is another coding of 'flag'");
    }

    @Test
    void manyCopies_areAllOfTheFirst() {
        Table table = new Table(100);
        for (int i = 0; i < 30; i++) {
            double factor = i + 1;
            table.numbers("n" + i, row -> factor * (int) (1000 * noise(row, 1)));
        }
        assertThat(repeats(table)).hasSize(29).allMatch(repeat -> repeat.of().equals("n0"));
    }

    @Test
    void columns_thatOnlyGoTogether_areNoRepeats() {
        Table table = new Table(1000)
                .numbers("x", row -> rounded(100 * noise(row, 1), 2))
                .numbers("nearly", row -> rounded(100 * noise(row, 1), 2) * 2 + (row == 500 ? 0.5 : 0))
                .numbers("noisy", row -> rounded(100 * noise(row, 1) + noise(row, 2), 2))
                .numbers("square", row -> 10_000 * noise(row, 1) * noise(row, 1))
                .numbers("coarse", row -> Math.rint(10 * noise(row, 1)))
                .numbers("step", row -> noise(row, 1) < 0.5 ? 0 : 1);
        assertThat(repeats(table)).isEmpty();
    }

    @Test
    void columns_thatHardlyVary_orNameRows_areNoRecodings() {
        Table table = new Table(1000)
                .levels("rare_a", row -> row == 3 || row == 700 ? "yes" : "no")
                .levels("rare_b", row -> row == 3 || row == 700 ? "on" : "off")
                .levels("name", row -> "n" + row)
                .levels("other_name", row -> "m" + row)
                .ids("id", row -> "i" + row)
                .ids("uuid", row -> "u" + row)
                .numbers("one", row -> 1)
                .numbers("two", row -> 2);
        assertThat(repeats(table)).isEmpty();
    }

    @Test
    void line_withOtherGaps_isNoRepeat() {
        Table table = new Table(400)
                .numbers("x", row -> (int) (100 * noise(row, 1)))
                .numbers("y", row -> row % 3 == 0 ? Double.NaN : 2 * (int) (100 * noise(row, 1)));
        assertThat(repeats(table)).isEmpty();
    }

    @Test
    void product_isNotedButNoLeakAndNoRepeat() {
        Table table = new Table(2000)
                .target(Table::left)
                .numbers("tenure", row -> 1 + (int) (70 * noise(row, 1)))
                .numbers("monthly", row -> rounded(20 + 90 * noise(row, 2), 2))
                .numbers(
                        "total",
                        row -> rounded(
                                (1 + (int) (70 * noise(row, 1)))
                                        * (20 + 90 * noise(row, 2))
                                        * (0.96 + 0.08 * noise(row, 3)),
                                2));
        Finding finding = table.finding("derived-column", "total");
        assertThat(finding.message()).isEqualTo("Column 'total' is about 'tenure' × 'monthly'.");
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(table.profile().repeats()).isEmpty();
    }

    @Test
    void sum_isNoted() {
        Table table = new Table(500)
                .target(Table::left)
                .numbers("day", row -> 1 + (int) (300 * noise(row, 1)))
                .numbers("night", row -> 1 + (int) (200 * noise(row, 2)))
                .numbers("all", row -> 2 + (int) (300 * noise(row, 1)) + (int) (200 * noise(row, 2)));
        assertThat(table.finding("derived-column", "all").message()).isEqualTo("Column 'all' is 'day' + 'night'.");
        assertThat(new Table(500)
                        .target(Table::left)
                        .numbers("a", row -> 300 * noise(row, 1))
                        .numbers("b", row -> 300 * noise(row, 2))
                        .numbers("c", row -> 300 * noise(row, 3))
                        .codes())
                .doesNotContain("derived-column");
    }
}
