package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Optional;
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
        try {
            return table.isPresent()
                    ? spark.table(table.get())
                    : spark.read().format(format).load(path.orElseThrow());
        } catch (Exception absent) {
            // AnalysisException is checked in Scala alone.
            if (absent instanceof AnalysisException) {
                throw new DataException(
                        "The customers " + Wording.value(name()) + " cannot be read: "
                                + Wording.plain(String.valueOf(absent.getMessage())) + ".",
                        "Maybe the name lacks its catalog or schema, or the format is another (--format).",
                        Where.nowhere(),
                        absent);
            }
            throw absent;
        }
    }
}
