package io.github.churnml.spark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows as a CSV file says them, by the values' own texts; as Spark's export does, which a test compares. */
final class CsvExport {

    private CsvExport() {}

    static String of(List<Row> rows, StructType schema) {
        StringBuilder text = new StringBuilder(String.join(",", schema.fieldNames())).append('\n');
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < row.size(); j++) {
                cells.add(cell(row.get(j)));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        String text = value instanceof Float number && !number.isNaN() ? shortest(number) : value.toString();
        return text.matches("(?s).*[,\"\\n\\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Before JDK 19 a float's own text may have a digit too many. */
    private static String shortest(float value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        while (exact.round(new MathContext(digits)).floatValue() != value) {
            digits++;
        }
        return exact.round(new MathContext(digits)).toString();
    }
}
