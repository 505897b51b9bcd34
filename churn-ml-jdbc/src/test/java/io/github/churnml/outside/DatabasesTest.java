package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.DatabaseCreation;
import io.github.churnml.jdbc.JdbcTable;
import io.github.churnml.jdbc.ModelIdentity;
import io.github.churnml.jdbc.Postgres;
import io.github.churnml.jdbc.PredictionRow;
import io.github.churnml.jdbc.PredictionRun;
import io.github.churnml.jdbc.PredictionSink;
import io.github.churnml.jdbc.SpooledTable;
import io.github.churnml.jdbc.TextRows;
import io.github.churnml.jdbc.WrittenPredictions;
import io.github.churnml.jdbc.registry.JdbcRegistryStore;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Registry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Databases as an application uses them that has a pool of connections of its own. */
class DatabasesTest {

    /** Counts customers by plan while they stream by, without a table in memory. */
    private static final class PlanCounts implements TextRows {

        private final Map<String, Integer> counts = new TreeMap<>();
        private List<String> columns = List.of();

        @Override
        public void columns(List<String> names) {
            columns = names;
        }

        @Override
        public void row(@Nullable String[] texts) {
            String plan = texts[columns.indexOf("plan")];
            counts.merge(plan == null ? "none" : plan, 1, Integer::sum);
        }
    }

    @Test
    void rows_oneByOne_comeAsTexts() throws SQLException {
        Postgres.run(
                "DROP TABLE IF EXISTS outside_customers",
                "CREATE TABLE outside_customers (id integer, plan varchar(10))",
                "INSERT INTO outside_customers VALUES (1, 'Pro'), (2, 'Basic'), (3, NULL), (4, 'Pro')");
        PlanCounts counts = new PlanCounts();

        JdbcTable.of(Postgres.source())
                .query("SELECT id, plan FROM outside_customers WHERE id > ?", 1)
                .rows(counts);

        assertThat(counts.counts).isEqualTo(Map.of("Pro", 1, "Basic", 1, "none", 1));
    }

    @Test
    void rows_whoseTakerThrows_endThere() {
        List<String> taken = new ArrayList<>();
        TextRows failing = new TextRows() {
            @Override
            public void columns(List<String> names) {}

            @Override
            public void row(@Nullable String[] texts) {
                taken.add(texts[0]);
                throw new IllegalStateException("enough");
            }
        };

        assertThatThrownBy(() -> JdbcTable.of(Postgres.source())
                        .query("SELECT * FROM (VALUES (1), (2)) AS few(n)")
                        .rows(failing))
                .hasStackTraceContaining("enough");
        assertThat(taken).containsExactly("1");
    }

    @Test
    void database_forModels_isMadeAndHoldsARegistry() {
        Database server = Database.of(Postgres.source());

        assertThat(DatabaseCreation.ifAbsent(server, "outside_models")).isTrue();
        assertThat(DatabaseCreation.ifAbsent(server, "outside_models")).isFalse();
        assertThatThrownBy(() -> DatabaseCreation.ifAbsent(server, "models; DROP"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(models; DROP)");

        Database models = Database.of(Postgres.server().getJdbcUrl("postgres", "outside_models"), null, null);
        try (JdbcRegistryStore store = JdbcRegistryStore.of(models, "retail")) {
            Registry registry = Registry.of(store);
            registry.register(Models.FIRST, "first of all");
            assertThat(store.lines(0)).isNotEmpty();
        }
        try (JdbcRegistryStore again = JdbcRegistryStore.of(models, "retail");
                JdbcRegistryStore other = JdbcRegistryStore.of(models, "business")) {
            assertThat(Registry.of(again).exists()).isTrue();
            assertThat(Registry.of(other).exists())
                    .as("a registry of another name")
                    .isFalse();
        }
    }

    @Test
    void table_spooledToAFile_isReadAgainAndGone() throws SQLException {
        Postgres.run(
                "DROP TABLE IF EXISTS outside_spooled",
                "CREATE TABLE outside_spooled (id integer, plan varchar(10))",
                "INSERT INTO outside_spooled VALUES (1, 'Pro'), (2, 'Basic')");
        Path file;
        try (SpooledTable spooled =
                JdbcTable.of(Postgres.source()).table("outside_spooled").spool()) {
            file = spooled.path();
            assertThat(spooled.rows()).isEqualTo(2);
            assertThat(spooled.read(ReadOptions.standard()).column("plan").text(1))
                    .isEqualTo("Basic");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void predictions_writtenAgain_replaceThoseOfTheRun() {
        PredictionSink sink = PredictionSink.to(Postgres.source()).table("outside_predictions");

        assertThat(write(sink, 3)).isEqualTo(new WrittenPredictions("june", 3, 3, 0, 0));
        WrittenPredictions again = write(sink, 5);
        assertThat(again.replaced()).isEqualTo(3);
        assertThat(again.added()).isEqualTo(2);
        assertThat(again.left()).as("rows that are not among them any more").isZero();
    }

    private static WrittenPredictions write(PredictionSink sink, int rows) {
        ModelIdentity model = new ModelIdentity("churn", "1.0.0", "0".repeat(64));
        try (PredictionRun run = sink.begin("june", model, Instant.EPOCH)) {
            for (int i = 0; i < rows; i++) {
                run.add(new PredictionRow("c" + i, 0.25, "no", "low", "[]"), i + 1);
            }
            return run.finish();
        }
    }
}
