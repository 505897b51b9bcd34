package io.github.churnml.jdbc;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;

/** The table of predictions as later code needs it: made and changed by migrations, or made by hand and looked over. */
final class PredictionSchema {

    private static final String MIGRATIONS = "classpath:io/github/churnml/jdbc/migrations";

    private static final String COLUMNS =
            "run_id, customer_id, probability, predicted, tier, reasons, model_name, model_version,"
                    + " model_sha256, scored_at";

    private PredictionSchema() {}

    /** Makes the table if it is not there, or brings it up to date if it was made so. */
    static void ensure(Database database, String table) {
        boolean isByHand;
        try (Connection connection = database.connect()) {
            isByHand = Migrations.exists(connection, table) && !Migrations.exists(connection, history(table));
        } catch (SQLException e) {
            throw failure(database, table, e);
        }
        if (!isByHand) {
            migrate(database, table);
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT " + COLUMNS + " FROM " + table + " WHERE 1 = 0");
        } catch (SQLException e) {
            throw failure(database, table, e);
        }
    }

    private static void migrate(Database database, String table) {
        try {
            new Migrations(database, MIGRATIONS, history(table), Map.of("predictions", table)).run(table);
        } catch (SQLException e) {
            throw failure(database, table, e);
        }
    }

    private static String history(String table) {
        return (table + "_history").toLowerCase(Locale.ROOT);
    }

    /** What a failure of the database means for predictions that were to be written. */
    static ChurnException failure(Database database, String table, SQLException e) {
        String told = "Table " + Wording.name(table) + " of " + Wording.value(database.name()) + ": " + database.told(e)
                + ".";
        if (SqlFailure.of(e).isOfStatement()) {
            return new ConfigurationException(
                    told,
                    "Maybe the user may not make or change the table, or another one has this name: docs/databases.md shows its"
                            + " columns and key.",
                    Where.nowhere(),
                    database.stripped(e));
        }
        return new OutputException(told, "Maybe try again.", Where.nowhere(), database.stripped(e));
    }
}
