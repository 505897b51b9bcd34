package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

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
        ChurnProfile profile =
                ChurnProfile.of(spark.sql("SELECT * FROM VALUES ('a', 1), ('b', 2), ('a', NULL) AS t(plan, tenure)"));
        assertThat(profile.rows()).isEqualTo(3);
        assertThat(profile.text()).startsWith("3 rows, 2 columns\n");
        assertThat(profile.toMap().get("columns"))
                .isEqualTo(List.of(
                        Map.of(
                                "name",
                                "plan",
                                "type",
                                "categorical",
                                "missing",
                                0L,
                                "missing_share",
                                0.0,
                                "distinct",
                                2L,
                                "top_levels",
                                List.of(Map.of("level", "a", "rows", 2L), Map.of("level", "b", "rows", 1L))),
                        Map.of(
                                "name",
                                "tenure",
                                "type",
                                "numeric",
                                "missing",
                                1L,
                                "missing_share",
                                1.0 / 3,
                                "distinct",
                                2L,
                                "numbers",
                                Map.of("min", 1.0, "max", 2.0))));
    }
}
