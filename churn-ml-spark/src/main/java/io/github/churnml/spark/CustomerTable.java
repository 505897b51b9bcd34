package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The customers that a command is about: {@code --table}, or {@code --path} with {@code --format}. */
final class CustomerTable {

    private final Optional<String> table;
    private final Optional<String> path;
    private final String format;

    private CustomerTable(Options options) {
        this.table = options.text("--table");
        this.path = options.text("--path");
        this.format = options.text("--format").orElse("parquet");
        if (table.isPresent() == path.isPresent()) {
            throw new ConfigurationException(
                    "The customers are named " + (table.isPresent() ? "twice." : "nowhere."),
                    "Maybe give --table crm.customers, or --path s3a://crm/customers with --format parquet.",
                    Where.nowhere());
        }
    }

    static CustomerTable of(Options options) {
        return new CustomerTable(options);
    }

    /** What it is called. */
    String name() {
        return table.or(() -> path).orElse("");
    }

    /**
     * Opens it; no row is read.
     *
     * @throws DataException if there is no such table
     */
    Dataset<Row> read(SparkSession spark) {
        return opened(
                "The customers " + Wording.value(name()),
                () -> table.isPresent()
                        ? spark.table(table.get())
                        : spark.read().format(format).load(path.orElseThrow()));
    }

    /**
     * Opens a table; no row is read.
     *
     * @param what the table, as a message begins
     * @throws DataException if there is no such table
     */
    static Dataset<Row> opened(String what, Supplier<Dataset<Row>> table) {
        try {
            return table.get();
        } catch (Exception absent) {
            // AnalysisException is checked in Scala alone.
            if (absent instanceof AnalysisException) {
                throw new DataException(
                        what + " cannot be read: " + Wording.plain(String.valueOf(absent.getMessage())) + ".",
                        "Maybe the name lacks its catalog or schema, or the format is another (--format).",
                        Where.nowhere(),
                        absent);
            }
            throw absent;
        }
    }
}
