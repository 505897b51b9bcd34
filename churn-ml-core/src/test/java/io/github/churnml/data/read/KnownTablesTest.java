package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Public churn tables, as their authors publish them. */
class KnownTablesTest {

    @Test
    void telco_asPublished_isUnderstood() {
        Dataset table = Tables.readCsv(SharedFiles.require("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv"));

        assertThat(table.rows()).isEqualTo(7043);
        assertThat(table.columns()).hasSize(21);
        assertThat(type(table, "customerID")).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type(table, "SeniorCitizen")).isEqualTo(ColumnType.NUMERIC);
        assertThat(type(table, "tenure")).isEqualTo(ColumnType.NUMERIC);
        assertThat(type(table, "Partner")).isEqualTo(ColumnType.BOOLEAN);
        assertThat(type(table, "Churn")).isEqualTo(ColumnType.BOOLEAN);
        assertThat(type(table, "TotalCharges")).isEqualTo(ColumnType.NUMERIC);
        assertThat(missing(table, "TotalCharges")).isEqualTo(11);
        assertThat(((CodedColumn) table.column("Contract")).levels())
                .containsExactly("Month-to-month", "One year", "Two year");
        assertThat(table.notices()).extracting(Notice::code).containsExactly("type-inferred-identifier");
    }

    @Test
    void bigml_asPublished_isUnderstood() {
        Dataset table = Tables.readCsv(SharedFiles.require("data/bigml/bigml_59c28831336c6604c800002a.csv"));

        assertThat(table.rows()).isEqualTo(3333);
        assertThat(type(table, "churn")).isEqualTo(ColumnType.BOOLEAN);
        assertThat(type(table, "phone number")).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type(table, "state")).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(((CodedColumn) table.column("state")).levels()).hasSize(51);
        assertThat(type(table, "area code")).isEqualTo(ColumnType.NUMERIC);
        assertThat(type(table, "account length")).isEqualTo(ColumnType.NUMERIC);
        assertThat(type(table, "number vmail messages")).isEqualTo(ColumnType.NUMERIC);
        assertThat(type(table, "total day minutes")).isEqualTo(ColumnType.NUMERIC);
        assertThat(table.notices()).extracting(Notice::column).containsExactly("phone number");
    }

    @Test
    void zubale_asPublished_isUnderstood() {
        Dataset table = Tables.readCsv(SharedFiles.require("data/zubale/customer_churn_synth.csv"));

        assertThat(table.rows()).isEqualTo(24_000);
        assertThat(table.columns()).hasSize(13);
        assertThat(table.notices()).isEmpty();
        assertThat(Arrays.asList("plan_type", "contract_type"))
                .allMatch(name -> type(table, name) == ColumnType.CATEGORICAL);
        assertThat(Arrays.asList("autopay", "is_promo_user")).allMatch(name -> type(table, name) == ColumnType.BOOLEAN);
        assertThat(table.columns().stream().filter(c -> c.type() == ColumnType.NUMERIC))
                .hasSize(9);
    }

    @Test
    void hubspot_asPublished_isUnderstood() {
        Dataset customers = Tables.readCsv(SharedFiles.require("data/hubspot/customers.csv"));
        Dataset usage = Tables.readCsv(SharedFiles.require("data/hubspot/usage_actions.csv"));

        assertThat(type(customers, "CLOSEDATE")).isEqualTo(ColumnType.DATE);
        assertThat(type(customers, "id")).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(type(customers, "INDUSTRY")).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(type(usage, "WHEN_TIMESTAMP")).isEqualTo(ColumnType.DATE);
        assertThat(usage.column("WHEN_TIMESTAMP").text(0)).isEqualTo("2020-06-01");
        assertThat(type(usage, "id")).isEqualTo(ColumnType.NUMERIC);
    }

    private static ColumnType type(Dataset table, String column) {
        return table.column(column).type();
    }

    private static long missing(Dataset table, String column) {
        Column found = table.column(column);
        return IntStream.range(0, table.rows()).filter(found::isMissing).count();
    }
}
