package io.github.churnml.jdbc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeptConnectionTest {

    private static int ask(Connection used, String sql) throws SQLException {
        try (Statement statement = used.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(2);
        }
    }

    @Test
    @Timeout(300)
    void use_serverKeepsSilent_endsAndIsOpenedAnew() throws Exception {
        KeptConnection kept = new KeptConnection(Database.of(Postgres.url(), null, null), 500);
        assertThatThrownBy(() -> kept.use(used -> ask(used, "SELECT pg_sleep(600), 1")))
                .isInstanceOf(SQLException.class);
        int answer = kept.use(used -> ask(used, "SELECT 0, 1"));
        assertThat(answer).isEqualTo(1);
        kept.close();
    }

    @Test
    void use_databaseWithoutNetwork_isAsked() throws Exception {
        KeptConnection kept = new KeptConnection(Database.of("jdbc:h2:mem:kept", null, null));
        int answer = kept.use(used -> ask(used, "SELECT 0, 1"));
        assertThat(answer).isEqualTo(1);
        kept.close();
    }
}
