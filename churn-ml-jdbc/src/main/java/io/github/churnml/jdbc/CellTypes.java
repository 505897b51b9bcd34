package io.github.churnml.jdbc;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.CellReader.Kind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How each column of a result is read, by its type's name first, as drivers hide many types behind one code. A type whose values have
 * no one text, or none that a table of customers wants, is refused by its column's name with what to write instead.
 */
final class CellTypes {

    /** SQL Server's {@code datetimeoffset}, which has no code of the standard. */
    private static final int OFFSET_OF_SQL_SERVER = -155;

    private CellTypes() {}

    /**
     * Readers of all columns.
     *
     * @param isPostgres whether the database is PostgreSQL, whose texts of numbers are sure
     * @throws DataException if two columns have one name, or one is of a type that is not read
     */
    static List<CellReader> of(ResultSetMetaData columns, boolean isPostgres) throws SQLException {
        List<CellReader> readers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            if (!names.add(name)) {
                throw new DataException(
                        "The query gives two columns the name " + Wording.name(name) + ".",
                        "Maybe name one of them otherwise with AS, or list the columns instead of *.",
                        Where.column(name));
            }
            String type = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
            Kind kind = kind(name, type, columns.getColumnType(i), columns.getPrecision(i));
            readers.add(new CellReader(i, name, isPostgres ? quick(kind) : kind));
        }
        return readers;
    }

    private static Kind quick(Kind kind) {
        return switch (kind) {
            case DOUBLE -> Kind.SHORTEST;
            case INTEGER -> Kind.TEXT;
            default -> kind;
        };
    }

    private static Kind kind(String name, String type, int code, int precision) {
        if (type.startsWith("interval")) {
            throw refused(name, type, "a length of time has many texts", "EXTRACT(EPOCH FROM %s)");
        }
        if (type.startsWith("enum")) {
            return Kind.TEXT;
        }
        return switch (type) {
            case "money", "smallmoney" ->
                throw refused(name, type, "its text depends on the server's settings", "CAST(%s AS numeric)");
            case "uuid", "citext", "inet", "cidr", "macaddr", "macaddr8", "uniqueidentifier", "timetz" -> Kind.TEXT;
            case "timestamptz", "timestamp with time zone", "datetimeoffset" -> Kind.INSTANT;
            case "json", "jsonb" ->
                throw refused(
                        name, type, "a document is no value of a column", "%s ->> 'key' for each key that is wanted");
            case "bit", "varbit", "bit varying" -> {
                if (precision > 1) {
                    throw refused(name, type, "several bits are no number", "CAST(%s AS text)");
                }
                yield Kind.BOOLEAN;
            }
            default -> kind(name, type, code);
        };
    }

    private static Kind kind(String name, String type, int code) {
        return switch (code) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.NULL,
                    Types.TIME_WITH_TIMEZONE -> Kind.TEXT;
            case Types.CLOB, Types.NCLOB -> Kind.LONG_TEXT;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.INTEGER;
            case Types.NUMERIC, Types.DECIMAL -> Kind.DECIMAL;
            case Types.REAL -> Kind.FLOAT;
            case Types.FLOAT, Types.DOUBLE -> Kind.DOUBLE;
            case Types.BOOLEAN, Types.BIT -> Kind.BOOLEAN;
            case Types.DATE -> Kind.DATE;
            case Types.TIME -> Kind.TIME;
            case Types.TIMESTAMP -> Kind.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE, OFFSET_OF_SQL_SERVER -> Kind.INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                throw refused(name, type, "bytes are no text", "OCTET_LENGTH(%s) if their number says something");
            case Types.ARRAY -> throw refused(name, type, "a list is no value of a column", "CARDINALITY(%s)");
            default -> throw refused(name, type, "it has no text that is sure", "CAST(%s AS varchar)");
        };
    }

    private static DataException refused(String name, String type, String why, String instead) {
        return new DataException(
                "Column " + Wording.name(name) + " is of type " + Wording.value(type) + ", which is not read: " + why
                        + ".",
                "Maybe write " + instead.formatted(Wording.plain(name)) + " in the query, or leave the column out.",
                Where.column(name));
    }
}
