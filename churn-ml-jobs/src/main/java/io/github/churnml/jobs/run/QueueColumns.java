package io.github.churnml.jobs.run;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How db-scheduler writes moments: with their zone. What it does by itself goes through local times on H2, where an hour of the autumn
 * night stands for two, so that a heartbeat could be an hour off.
 */
final class QueueColumns extends DefaultJdbcCustomization {

    QueueColumns() {
        super(true);
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, OffsetDateTime.ofInstant(RunTables.stored(value), ZoneOffset.UTC));
        }
    }

    @Override
    public @Nullable Instant getInstant(ResultSet result, String column) throws SQLException {
        OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
