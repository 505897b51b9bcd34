package io.github.churnml.data.excel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes tables whose column {@code fee} has numbers and texts, one cell per row; a text is quoted. */
public final class MixedTables {

    private MixedTables() {}

    /** As JSON. */
    public static Path json(Path folder, String name, String... fees) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < fees.length; row++) {
            text.append(String.format(
                    Locale.ROOT, "{\"fee\": %s, \"age\": %d, \"left\": \"%s\"}%n", fees[row], age(row), left(row)));
        }
        try {
            return Files.writeString(folder.resolve(name + ".json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a workbook. */
    public static Path workbook(Path folder, String name, String... fees) {
        String[] rows = new String[fees.length + 1];
        rows[0] = TempXlsx.texts("fee", "age", "left");
        for (int row = 0; row < fees.length; row++) {
            String fee = fees[row];
            rows[row + 1] = (fee.startsWith("\"")
                            ? TempXlsx.texts(fee.substring(1, fee.length() - 1))
                            : TempXlsx.number(0, fee))
                    + TempXlsx.number(1, String.valueOf(age(row)))
                    + TempXlsx.texts(null, null, left(row));
        }
        try {
            Path file = new TempXlsx().sheet("S", rows).write(folder);
            return Files.move(file, folder.resolve(name + ".xlsx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int age(int row) {
        return 20 + row % 41;
    }

    private static String left(int row) {
        return row % 7 < 3 || row % 11 == 0 ? "yes" : "no";
    }
}
