package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.spark.ChurnProfile;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What a table of Spark is like, as a program asks for it. */
class SparkProfileTest {

    @Test
    void profile_smallTable_tellsLevelsAndGaps() {
        SparkSession spark = SparkSession.builder()
                .master("local[2,3]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        ChurnProfile profile = ChurnProfile.of(
                spark.sql(
                        "SELECT * FROM VALUES ('a', 1, 'Yes'), ('b', 2, 'No'), ('a', NULL, 'No') AS t(plan, tenure, churned)"),
                ProfileOptions.ofTarget("churned"));
        assertThat(profile.rows()).isEqualTo(3);
        assertThat(profile.text())
                .startsWith("3 rows, 3 columns\nTarget 'churned': 1 customer left (33.3 %), labelled (Yes)\n");
        List<?> columns = (List<?>) profile.toMap().get("columns");
        assertThat(columns.get(0))
                .hasFieldOrPropertyWithValue("distinct", 2L)
                .hasFieldOrPropertyWithValue(
                        "top_levels", List.of(Map.of("level", "a", "rows", 2L), Map.of("level", "b", "rows", 1L)))
                .extracting("relation.groups")
                .asString()
                .contains("{group=a, rows=2, left=1, rate=0.5, ");
        assertThat(columns.get(1))
                .hasFieldOrPropertyWithValue("missing", 1L)
                .extracting("numbers.median")
                .isEqualTo(1.5);
    }
}
