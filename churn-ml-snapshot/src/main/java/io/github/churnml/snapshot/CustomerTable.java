package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with one row per customer, or per prospect who has not become one. Immutable: each {@code with} method returns a
 * changed copy.
 *
 * @param fileName where it is, relative to the plan's folder; empty for a table that is handed over
 * @param id the column that names the customer
 * @param fromColumn since when one is a customer, or null; of prospects nobody is
 * @param toColumn until when, or null; a missing value is somebody who is still one
 * @param sinceColumn since when one is known, or null where the first event says it
 * @param attributes columns that were known before every snapshot, such as the country; none unless named, as a table that is
 *     exported today knows today's values
 */
public record CustomerTable(
        String fileName,
        String id,
        @Nullable String fromColumn,
        @Nullable String toColumn,
        @Nullable String sinceColumn,
        List<String> attributes) {

    /**
     * Copies the list.
     *
     * @param fileName where it is
     * @param id the column that names the customer
     * @param fromColumn since when one is a customer, or null
     * @param toColumn until when, or null
     * @param sinceColumn since when one is known, or null
     * @param attributes columns that were known before every snapshot
     */
    public CustomerTable {
        attributes = List.copyOf(attributes);
        if (id.isBlank()) {
            throw new ConfigurationException(
                    "A table of customers has no column that names them.",
                    "Maybe add id: customer_id.",
                    Where.nowhere());
        }
    }

    /**
     * A table whose customers are named by a column.
     *
     * @param id the column
     * @return the table, to be handed over
     */
    public static CustomerTable by(String id) {
        return new CustomerTable("", id, null, null, null, List.of());
    }

    /**
     * Where the table is.
     *
     * @param name a path, relative to the plan's folder
     * @return a changed copy
     */
    public CustomerTable file(String name) {
        return new CustomerTable(name, id, fromColumn, toColumn, sinceColumn, attributes);
    }

    /**
     * Since when one is a customer.
     *
     * @param column the column of dates
     * @return a changed copy
     */
    public CustomerTable from(String column) {
        return new CustomerTable(fileName, id, column, toColumn, sinceColumn, attributes);
    }

    /**
     * Until when one is a customer; who is still one has no value.
     *
     * @param column the column of dates
     * @return a changed copy
     */
    public CustomerTable to(String column) {
        return new CustomerTable(fileName, id, fromColumn, column, sinceColumn, attributes);
    }

    /**
     * Since when one is known, such as the day of the first contact.
     *
     * @param column the column of dates
     * @return a changed copy
     */
    public CustomerTable since(String column) {
        return new CustomerTable(fileName, id, fromColumn, toColumn, column, attributes);
    }

    /**
     * Columns that were known before every snapshot and have not changed since.
     *
     * @param columns their names
     * @return a changed copy
     */
    public CustomerTable attributes(String... columns) {
        return new CustomerTable(fileName, id, fromColumn, toColumn, sinceColumn, List.of(columns));
    }

    Optional<String> ofFrom() {
        return Optional.ofNullable(fromColumn);
    }

    Optional<String> ofTo() {
        return Optional.ofNullable(toColumn);
    }

    Optional<String> ofSince() {
        return Optional.ofNullable(sinceColumn);
    }
}
