package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeLabelsTest {

    @ParameterizedTest
    @CsvSource({
        "churn,Yes,No,Yes",
        "Exited,1,0,1",
        "churned,True,False,True",
        "is_inactive,1,0,1",
        "not_renewed,Y,N,Y",
        "unsubscribed,1,0,1",
        "Churn Value,1,-1,1",
        "current_month_churn,1,0,1",
        "subscription_cancelled,t,f,t"
    })
    void yes_underANameOfLeaving_meansLeft(String column, String yes, String no, String expected) {
        assertThat(OutcomeLabels.whoLeft(column, counts(yes, 3, no, 7))).contains(expected);
        assertThat(OutcomeLabels.whoLeft(column, counts(yes, 7, no, 3))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retained",
                "active",
                "isActive",
                "renewed",
                "Kept",
                "stayed",
                "loyal",
                "still_customer",
                "no_churn",
                "not_churned",
                "NonChurn",
                "remained",
                "customer_retention",
                "current_customer",
                "subscription_active",
                "survived",
                "continues",
                "IS_ACTIVE_MEMBER"
            })
    void no_underANameOfStaying_meansLeft(String column) {
        assertThat(OutcomeLabels.whoLeft(column, counts("1", 8, "0", 2))).contains("0");
        assertThat(OutcomeLabels.whoLeft(column, counts("Yes", 2, "No", 8))).contains("No");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "converted",
                "is_customer",
                "customer",
                "subscribed",
                "conversion",
                "purchased",
                "retained_or_churned",
                "signup",
                "member",
                "reactivated"
            })
    void yes_underANameOfConversionOrOfBoth_isNotTold(String column) {
        assertThat(OutcomeLabels.whoLeft(column, counts("1", 2, "0", 8))).isEmpty();
        assertThat(OutcomeLabels.whoLeft(column, counts("No", 2, "Yes", 8))).isEmpty();
    }

    @Test
    void yes_underANameThatSaysNothing_meansLeftIfRarer() {
        assertThat(OutcomeLabels.whoLeft("target", counts("1", 2, "0", 8))).contains("1");
        assertThat(OutcomeLabels.whoLeft("y", counts("no", 5, "yes", 5))).contains("yes");
        assertThat(OutcomeLabels.whoLeft("target", counts("1", 8, "0", 2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Existing Customer,Attrited Customer", "active,cancelled", "stayed,left", "loyal,lost", "open,closed",
        "Active,Inactive", "retained,churned", "No churn,Churn", "Renewed,Lapsed", "Not Churned,Churned",
        "Current,Former", "Active,Suspended", "subscribed,unsubscribed", "Member,Terminated"
    })
    void labelsThatSpeak_tellWhoLeft_whateverTheColumnIsCalled(String stayed, String left) {
        for (String column : List.of("status", "churn", "retained", "x")) {
            assertThat(OutcomeLabels.whoLeft(column, counts(stayed, 8, left, 2)))
                    .contains(left);
            assertThat(OutcomeLabels.whoLeft(column, counts(stayed, 2, left, 8)))
                    .contains(left);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A,B",
        "1,2",
        "Yes,Unknown",
        "churned,pending",
        "Won,Lost",
        "Closed Won,Closed Lost",
        "red,blue",
        "0,2",
        "churned,cancelled",
        "active,loyal",
        "Yes,Never",
        "converted,not converted"
    })
    void labelsThatDoNotSpeak_areNotTold(String one, String other) {
        assertThat(OutcomeLabels.whoLeft("churn", counts(one, 8, other, 2))).isEmpty();
        assertThat(OutcomeLabels.whoLeft("churn", counts(one, 2, other, 8))).isEmpty();
    }

    @Test
    void opposites_areKnownByMeaning() {
        assertThat(OutcomeLabels.opposites(List.of("No", "Yes", "Unknown", "2"), "Yes"))
                .containsExactly("No");
        assertThat(OutcomeLabels.opposites(List.of("Stayed", "Churned", "Joined", "Loyal", "pending"), "Churned"))
                .containsExactly("Stayed", "Loyal");
        assertThat(OutcomeLabels.opposites(List.of("sold", "not sold", "later"), "sold"))
                .containsExactly("not sold");
        assertThat(OutcomeLabels.opposites(List.of("A", "B", "C"), "A")).isEmpty();
    }

    @Test
    void meaning_ofYesAndNo_comesFromTheName() {
        assertThat(OutcomeLabels.meaning("retained", "1")).isEqualTo(OutcomeWords.STAYED);
        assertThat(OutcomeLabels.meaning("retained", "No")).isEqualTo(OutcomeWords.LEFT);
        assertThat(OutcomeLabels.meaning("converted", "Yes")).isEqualTo(OutcomeWords.CONVERTED);
        assertThat(OutcomeLabels.meaning("retained", "churned")).isEqualTo(OutcomeWords.LEFT);
        assertThat(OutcomeLabels.meaning("target", "1")).isEqualTo(OutcomeWords.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "Yes,' yes '",
        "Yes,YES",
        "1,1.0",
        "1,true",
        "No,0",
        "n,FALSE",
        "Existing  Customer,existing customer",
        "-1,-1.0"
    })
    void spellingsOfOneLabel_haveOneKey(String one, String other) {
        assertThat(OutcomeLabels.key(one)).isEqualTo(OutcomeLabels.key(other));
    }

    @ParameterizedTest
    @CsvSource({"Yes,No", "1,2", "t,yes", "churned,churn", "12345678901234567,12345678901234568", "-1,1"})
    void otherLabels_haveOtherKeys(String one, String other) {
        assertThat(OutcomeLabels.key(one)).isNotEqualTo(OutcomeLabels.key(other));
    }

    @Test
    void labelCounts_ofSeveralSpellings_takeTheMostFrequent() {
        LabelCounts counts = counts("yes", 1, "Yes ", 3, "NO", 2, "", 4);
        assertThat(counts.labels()).containsExactly("Yes", "NO");
        assertThat(counts.count(0)).isEqualTo(4);
        assertThat(counts.ofRow(0)).isZero();
        assertThat(counts.ofRow(9)).isEqualTo(-1);
        assertThat(counts.indexOf("no")).isEqualTo(1);
        assertThat(counts.indexOf("left")).isEqualTo(-1);
        assertThat(counts).hasToString("'Yes' (4), 'NO' (2)");
        Map<String, Long> many = new LinkedHashMap<>();
        for (int i = 0; i < 7; i++) {
            many.put("l" + i, 1_000L * i);
        }
        assertThat(LabelCounts.said(many))
                .isEqualTo("'l0' (0), 'l1' (1,000), 'l2' (2,000), 'l3' (3,000), 'l4' (4,000) and 2 more");
    }

    private static LabelCounts counts(Object... labelsAndRows) {
        List<String> levels = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < labelsAndRows.length; i += 2) {
            levels.add((String) labelsAndRows[i]);
            for (int row = 0; row < (Integer) labelsAndRows[i + 1]; row++) {
                codes.add(levels.size() - 1);
            }
        }
        return LabelCounts.of(CodedColumn.of(
                "t",
                ColumnType.CATEGORICAL,
                codes.stream().mapToInt(Integer::intValue).toArray(),
                levels));
    }
}
