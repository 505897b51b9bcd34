package io.github.churnml.jobs.step;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a job's data was worked through, as the run's record keeps it: a line of JSON.
 *
 * @param value the greatest value of the column that grows, or null if keys alone decide
 * @param keys the file with the digests of keys that are known, relative to the folder above the run's
 * @param sha256 its digest
 */
record Mark(@Nullable Value value, String keys, String sha256) {

    static Mark parse(String text) {
        Blame blame = (problem, maybe) -> new ConfigurationException(
                "The mark of the job's last run is not understood. " + problem,
                "Maybe the run's record was written by a later version.",
                Where.nowhere());
        Settings settings =
                Settings.of(PlainJson.read(text.getBytes(StandardCharsets.UTF_8), blame, "The mark"), blame);
        Mark mark = new Mark(
                settings.has("since") ? Value.of(settings.text("since")) : null,
                settings.text("keys"),
                settings.text("sha256"));
        settings.finish();
        return mark;
    }

    String text() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value != null) {
            map.put("since", value.text());
        }
        map.put("keys", keys);
        map.put("sha256", sha256);
        return new String(PlainJson.writeLine(map), StandardCharsets.UTF_8).strip();
    }

    /**
     * A value that can be compared with others of its kind.
     *
     * @param kind what it is
     * @param of a {@link BigDecimal}, {@link LocalDate}, {@link LocalDateTime} or {@link OffsetDateTime}
     */
    record Value(Kind kind, Comparable<?> of) {

        enum Kind {
            NUMBER("a number"),
            DATE("a date"),
            TIME("a time without zone"),
            MOMENT("a time with zone");

            final String words;

            Kind(String words) {
                this.words = words;
            }
        }

        static Value of(String text) {
            return find(text)
                    .orElseThrow(() -> new ConfigurationException(
                            "The value " + Wording.value(text) + " is neither a number nor a date or time in ISO 8601.",
                            "Maybe 2026-01-31, 2026-01-31T12:00:00 or 2026-01-31T12:00:00Z.",
                            Where.nowhere()));
        }

        /** Of a cell; what is not of the kind of the values before is refused, as it cannot be compared. */
        static Value of(String cell, String column, long row, @Nullable Value like) {
            Value value = find(cell)
                    .orElseThrow(() -> new DataException(
                            "Column " + Wording.name(column) + " (row " + row + ") holds " + Wording.value(cell)
                                    + " where a number, or a date or time in ISO 8601, is required to tell new rows.",
                            "Maybe leave such rows out of what is fetched, or tell new rows by key.",
                            Where.column(column).row(row)));
            if (like != null && value.kind != like.kind) {
                throw new DataException(
                        "Column " + Wording.name(column) + " (row " + row + ") holds " + value.kind.words + " and not "
                                + like.kind.words + " as before, so new rows cannot be told.",
                        "Maybe the table's format has changed.",
                        Where.column(column).row(row));
            }
            return value;
        }

        private static Optional<Value> find(String given) {
            String text = given.strip();
            try {
                return Optional.of(new Value(Kind.NUMBER, new BigDecimal(text)));
            } catch (NumberFormatException e) {
                return time(text);
            }
        }

        private static Optional<Value> time(String text) {
            try {
                if (text.length() == 10) {
                    return Optional.of(new Value(Kind.DATE, LocalDate.parse(text)));
                }
                String joined = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
                boolean zoned = joined.length() > 11
                        && joined.substring(11).chars().anyMatch(c -> c == 'Z' || c == '+' || c == '-');
                return Optional.of(
                        zoned
                                ? new Value(Kind.MOMENT, OffsetDateTime.parse(joined))
                                : new Value(Kind.TIME, LocalDateTime.parse(joined)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        String text() {
            return of instanceof BigDecimal number ? number.toPlainString() : of.toString();
        }

        int compareTo(Value other) {
            if (of instanceof BigDecimal one && other.of instanceof BigDecimal two) {
                return one.compareTo(two);
            }
            if (of instanceof LocalDate one && other.of instanceof LocalDate two) {
                return one.compareTo(two);
            }
            if (of instanceof LocalDateTime one && other.of instanceof LocalDateTime two) {
                return one.compareTo(two);
            }
            if (of instanceof OffsetDateTime one && other.of instanceof OffsetDateTime two) {
                return one.toInstant().compareTo(two.toInstant());
            }
            throw new DataException(
                    "The job's data was worked through up to " + kind.words + ", and is now told by " + other.kind.words
                            + ".",
                    "Maybe another column tells new rows now: give the job another name to begin anew.",
                    Where.nowhere());
        }
    }
}
