package io.github.churnml.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class QueueColumnsTest {

    /** 00:30 and 01:30 UTC are both 02:30 in Berlin on this night. */
    @Test
    void autumnNight_bothPassesOfAnHour_stayApart() throws Exception {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try (Connection connection = database().source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE moments (id int, moment timestamp with time zone)");
            for (String text : new String[] {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}) {
                statement.execute("DELETE FROM moments");
                QueueColumns columns = new QueueColumns();
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO moments VALUES (1, ?)")) {
                    columns.setInstant(insert, 1, Instant.parse(text));
                    insert.execute();
                }
                try (ResultSet result = statement.executeQuery("SELECT moment FROM moments")) {
                    result.next();
                    assertThat(columns.getInstant(result, "moment")).isEqualTo(text);
                }
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    private static Database database() {
        return Fixture.h2();
    }
}
