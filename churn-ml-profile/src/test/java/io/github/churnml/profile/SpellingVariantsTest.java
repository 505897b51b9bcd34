package io.github.churnml.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.read.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingVariantsTest {

    @TempDir
    Path folder;

    private static Table levels(String... levels) {
        return new Table(levels.length * 40).target(Table::left).levels("phone", row -> levels[row % levels.length]);
    }

    /** One level in 400 rows, the other in a few. */
    private static Table rare(String frequent, String rare) {
        return new Table(404).target(Table::left).levels("phone", row -> row % 101 == 0 ? rare : frequent);
    }

    @Test
    void caseAndBlanks_readFromAFile_areSuspects() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                "phone,n\n" + "Mobile Phone,1\nmobile phone ,2\nComputer,3\nMobile  Phone,4\n".repeat(10));
        TableProfile profile = TableProfile.of(Tables.readCsv(file), ProfileOptions.none());
        assertThat(profile.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("inconsistent-spelling");
            assertThat(finding.columns()).containsExactly("phone");
            assertThat(finding.message())
                    .isEqualTo(
                            "Column 'phone' spells what is probably one level in several ways: (Mobile  Phone) in 10 rows"
                                    + " beside (Mobile Phone) in 10, (mobile phone ) in 10.");
        });
    }

    @Test
    void hyphensUnderscoresAndWidth_areSuspects() {
        assertThat(levels("pay-pal", "pay_pal").codes()).contains("inconsistent-spelling");
        assertThat(levels("Gold", "\uFF27old").codes()).contains("inconsistent-spelling");
    }

    @ParameterizedTest
    @CsvSource({
        "Electronic check, Electronic chek",
        "Electronic check, Electronic cehck",
        "Bank transfer, Bank trnsfer",
        "Premium, Premiun",
        "Month-to-month, Month to moth"
    })
    void rareLevel_aLetterAwayFromAFrequentOne_isASlip(String frequent, String slip) {
        assertThat(rare(frequent, slip)
                        .finding("inconsistent-spelling", "phone")
                        .message())
                .contains("(" + frequent + ") in 400 rows beside (" + slip + ") in 4");
    }

    @ParameterizedTest
    @CsvSource({
        "Male, Female",
        "415, 408",
        "4150000, 4150001",
        "Plan 1, Plan 2",
        "Segment A, Segment B",
        "One year, Two year",
        "Zambia, Gambia",
        "Premium, Premium+",
        "Yes, No",
        "Active, Inactive",
        "-5, 5"
    })
    void levels_thatMeanDifferentThings_areNot(String one, String other) {
        assertThat(rare(one, other).codes()).doesNotContain("inconsistent-spelling");
        assertThat(levels(one, other).codes()).doesNotContain("inconsistent-spelling");
    }

    @Test
    void yesAndNo_inSeveralSpellings_doNoHarm() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "auto,n\n" + "Yes,1\nyes,2\nNO ,3\nno,4\n".repeat(10));
        assertThat(TableProfile.of(Tables.readCsv(file), ProfileOptions.none()).findings())
                .filteredOn(finding -> finding.code().equals("inconsistent-spelling"))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.LOW);
    }

    @Test
    void nearLevels_bothFrequent_areDifferentLevels() {
        assertThat(levels("Internal", "Internel").codes()).doesNotContain("inconsistent-spelling");
    }

    @Test
    void distance_countsASwapAsOne() {
        assertThat(SpellingVariants.distance("check", "hceck")).isEqualTo(1);
        assertThat(SpellingVariants.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(SpellingVariants.distance("", "abc")).isEqualTo(3);
        assertThat(SpellingVariants.distance("abc", "abc")).isZero();
    }
}
