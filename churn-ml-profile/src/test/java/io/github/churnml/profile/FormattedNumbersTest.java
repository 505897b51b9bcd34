package io.github.churnml.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A profile looks at formatted numbers as the numbers that training learns from. */
class FormattedNumbersTest {

    private static TableProfile profile(IntFunction<String> amount) {
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            rows.add(new String[] {"K" + row, amount.apply(row), String.valueOf(row % 13), row >= 200 ? "yes" : "no"});
        }
        return TableProfile.of(
                Tables.ofTexts(List.of("key", "amount", "age", "left"), rows, ReadOptions.standard()),
                ProfileOptions.ofTarget("left"));
    }

    private static String english(int row) {
        return String.format(Locale.ROOT, "%,.2f", 700 + row * 11.37);
    }

    private static List<String> findings(TableProfile profile) {
        return profile.findings().stream()
                .filter(finding -> !finding.code().equals("numbers-as-text"))
                .map(finding -> finding.code() + finding.columns() + finding.message())
                .toList();
    }

    @Test
    void profile_decimalCommas_giveTheFindingsOfDecimalPoints() {
        TableProfile points = profile(row -> english(row).replace(",", ""));
        TableProfile commas =
                profile(row -> english(row).replace(',', ';').replace('.', ',').replace(';', '.'));
        assertThat(findings(commas)).isEqualTo(findings(points));
        assertThat(points.findings()).noneMatch(finding -> finding.code().equals("numbers-as-text"));
        assertThat(commas.findings().get(0).columns()).containsExactly("amount");
        assertThat(commas.findings())
                .anyMatch(finding -> finding.code().equals("numbers-as-text")
                        && finding.columns().equals(List.of("amount")));
        ColumnSummary amount = commas.column("amount").orElseThrow();
        assertThat(amount.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(amount.numbers())
                .isEqualTo(points.column("amount").orElseThrow().numbers());
        assertThat(commas.duplicates()).isEqualTo(points.duplicates());
    }

    @Test
    void profile_valuesThatMayBeTwoNumbers_areNamed() {
        TableProfile profile =
                profile(row -> row % 2 == 0 ? row + ",5" : row % 3 == 0 ? "1." + (100 + row) : row + ".5");
        assertThat(profile.findings())
                .filteredOn(finding -> finding.code().equals("numbers-as-text"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("50 values that may be read either way, such as (1.103), (1.109)"));
    }

    @Test
    void profile_greatestDoubles_areShownAndNamed() {
        TableProfile profile = profile(row -> row % 9 == 0 ? "-1.7976931348623157e308" : row + ".5");
        assertThat(ProfileText.of(profile, 5)).contains("-1.7976E308 to ").doesNotContain("Infinity");
        assertThat(profile.findings())
                .anyMatch(
                        finding -> finding.code().equals("huge-numbers")
                                && finding.message()
                                        .equals(
                                                "Column 'amount' has numbers larger than 1e100 in size, from which nothing can be learnt."));
    }

    @Test
    void profile_spreadsheetErrors_areMissingCountedAndNamed() {
        TableProfile profile = profile(row -> row % 30 == 4 ? "#WERT!" : row + ".5");
        assertThat(profile.column("amount").orElseThrow().missing()).isEqualTo(10);
        assertThat(profile.findings())
                .anyMatch(finding -> finding.code().equals("spreadsheet-errors")
                        && finding.message()
                                .equals(
                                        "Column 'amount' holds 10 cells with an error, first (#WERT!) in row 5; they are taken as"
                                                + " missing."));
    }
}
