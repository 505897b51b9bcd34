package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message about JSON tables; a table and its rows one by one refuse the same. */
class JsonErrorsTest {

    private static final String ROWS =
            "\nMaybe write the table as a list of objects, one per row, or one object per line.";
    private static final String MISPLACED = "\nMaybe a quote, a comma or a bracket is missing or misplaced.";

    @TempDir
    Path folder;

    private AbstractThrowableAssert<?, ? extends Throwable> reading(String json) {
        return reading(TempJson.write(folder, json));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> reading(Path file) {
        ChurnException streamed = catchThrowableOfType(ChurnException.class, () -> {
            try (TableRows rows = JsonRows.open(file, ReadOptions.standard())) {
                while (rows.hasNext()) {
                    rows.next();
                }
            }
        });
        return assertThatThrownBy(() -> Tables.readJson(file))
                .isInstanceOf(DataException.class)
                .hasMessage(streamed == null ? "not refused by JsonRows" : streamed.getMessage())
                .satisfies(e -> assertThat(((DataException) e).path()).contains(file));
    }

    private Path file() {
        return folder.resolve("table.json");
    }

    @Test
    void read_noTable_isNamed() {
        reading(folder)
                .hasMessage("The path (" + folder + ") is a folder where a JSON file is needed.\n"
                        + "Maybe name one of the files in it.");
        reading(folder.resolve("no.json"))
                .hasMessageStartingWith("There is no file (" + folder.resolve("no.json") + ").");
        reading(" \n").hasMessage("The file (" + file() + ") is empty.\nMaybe it was not written to its end.");
        reading("[]").hasMessage("The file (" + file() + ") has no rows.\nMaybe the query that made it found nothing.");
        reading("[{},{}]")
                .hasMessage("The rows of 'table.json' have no keys.\n"
                        + "Maybe the query that made the file selected no columns.");
    }

    @Test
    void read_rowsThatAreNoObjects_areNamed() {
        reading("[{\"a\":1},[2]]")
                .hasMessage(
                        "Row 2 of 'table.json' is a list where an object with one value per column is required (line 1,"
                                + " column 10)." + ROWS)
                .satisfies(e -> assertThat(((DataException) e).row()).hasValue(2));
        reading("[\"a\",\"b\"]").hasMessageStartingWith("Row 1 of 'table.json' is the text (a) where an object");
        reading("{\"a\":1}\n3\n").hasMessageStartingWith("Row 2 of 'table.json' is (3) where an object");
        reading("[null]").hasMessageStartingWith("Row 1 of 'table.json' is (null) where an object");
        reading(SharedFiles.require("data/bettercollective/feature_names_3.json"))
                .hasMessageStartingWith("Row 1 of 'feature_names_3.json' is the text (total_deposit) where an object");
    }

    @Test
    void read_listsWithinRows_areNamed() {
        reading("[{\"a\":1},{\"a\":{\"b\":[1,2]}}]")
                .hasMessage(
                        "Row 2 of 'table.json' holds a list under 'a.b', and a cell holds one value (line 1, column 20).\n"
                                + "Maybe write the list as a text, or as one column per item.");
        reading("{\"a\":[1,2],\"b\":[3,4]}")
                .hasMessage(
                        "Row 1 of 'table.json' holds a list under 'a', and a cell holds one value (line 1, column 6).\n"
                                + "Maybe the table is written by columns: write it as a list of objects, one per row.");
    }

    @Test
    void read_keyTwice_isNamed() {
        reading("{\"a\":1}\n{\"a\":1,\"b\":2,\"a\":3}")
                .hasMessage(
                        "Row 2 of 'table.json' has the key 'a' twice (line 2, column 14).\nMaybe rename one of them.");
        reading("{\"a\":{\"x\":1},\"a\":{\"y\":2}}")
                .hasMessageStartingWith("Row 1 of 'table.json' has the key 'a' twice");
        reading("{\"a\":{\"x\":1},\"a.x\":2}")
                .hasMessage("Columns 1 and 2 are both named 'a.x'.\nMaybe rename one of them in the header.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void read_numbersThatJsonDoesNotKnow_areNamed(String number) {
        reading("[{\"a\":1},\n{\"a\":" + number + "}]")
                .hasMessageMatching("Row 2 of 'table.json' holds the number \\([-A-Za-z]+\\), which JSON does not know"
                        + " \\(line 2, column [0-9]+\\)\\.\nMaybe write null for a missing value\\.");
    }

    @Test
    void read_numberTooLargeForADouble_isRefusedAsInCsv() {
        assertThatThrownBy(() -> Tables.readJson(TempJson.write(folder, "[{\"a\":1},{\"a\":1e999}]")))
                .hasMessageStartingWith("Column 'a' (row 2) holds the infinite number (1e999) where a finite one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"a\" 2}]",
                "[{\"a\":1},{'a':2}]",
                "[{\"a\":1},{\"a\":02}]",
                "[{\"a\":1},{\"a\":tru}]"
            })
    void read_whatIsNoJson_isNamedWithItsRow(String json) {
        reading(json)
                .hasMessageMatching(
                        "Row 2 of 'table.json' is not valid JSON \\(line 1, column [0-9]+\\)\\." + MISPLACED);
    }

    @Test
    void read_whatIsNoJsonBetweenRows_isNamedWithTheFile() {
        reading("{\"a\":1},\n{\"a\":2}").hasMessageStartingWith("'table.json' is not valid JSON (line 1, column ");
        reading("[{\"a\":1}]\n[]")
                .hasMessage("'table.json' goes on after the end of its list (line 2, column 1).\n"
                        + "Maybe two files were written into one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1},{\"a\":2", "[{\"a\":1},{\"a\":\"x", "[{\"a\":1},{"})
    void read_fileThatEndsTooEarly_isNamed(String json) {
        reading(json)
                .hasMessageMatching("Row 2 of 'table.json' ends too early \\(line 1, column [0-9]+\\)\\.\n"
                        + "Maybe a part of the file is missing\\.");
        reading("[{\"a\":1}").hasMessageStartingWith("'table.json' ends too early");
    }

    @Test
    void read_bytesOfAnotherCharset_areNamed() {
        reading(TempJson.write(folder, "[{\"a\":1},{\"a\":\"Müller\"}]", StandardCharsets.ISO_8859_1))
                .hasMessageMatching("Row 2 of 'table.json' is not valid UTF-8 \\(line 1, column [0-9]+\\)\\.\n"
                        + "Maybe it is in another character set: save it as UTF-8\\.");
    }

    @Test
    void read_halfACharacterOfUtf32_isNamed() throws IOException {
        byte[] bytes = "[{\"a\":1}]".getBytes(java.nio.charset.Charset.forName("UTF-32BE"));
        reading(Files.write(file(), java.util.Arrays.copyOf(bytes, bytes.length - 2)))
                .hasMessageMatching("'table.json' is not valid Unicode text\\.\nMaybe save it as UTF-8\\.");
    }

    @Test
    void read_beyondTheParsersLimits_isRefused() {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        String tooLong = " has a text, key or number that is too long, or is nested more than 32 deep";
        reading("[{\"a\":1}," + deep + "]").hasMessageStartingWith("Row 2 of 'table.json'" + tooLong);
        reading("[".repeat(100_000)).hasMessageStartingWith("Row 1 of 'table.json' is a list");
        reading("[{\"a\":" + "1".repeat(2_000) + "}]").hasMessageStartingWith("Row 1 of 'table.json'" + tooLong);
        reading("[{\"" + "k".repeat(20_000) + "\":1}]").hasMessageStartingWith("Row 1 of 'table.json'" + tooLong);
        reading("[{\"a\":\"" + "x".repeat(17_000_000) + "\"}]")
                .hasMessageStartingWith("Row 1 of 'table.json'" + tooLong)
                .hasMessageEndingWith("Maybe this is not a table of customers.");
    }

    @Test
    void read_beyondTheLimitsOfTables_isRefused() {
        TableLimits limits = new TableLimits(10_000, 2, 2);

        assertThatThrownBy(() -> read("[{\"a\":1},{\"b\":{\"c\":1}}]", limits))
                .hasMessage(
                        "Row 2 of 'table.json' brings the table to more than 2 different keys (line 1, column 16).\n"
                                + "Maybe keys hold what should be values, or this is not a table of customers.");
        assertThatThrownBy(() -> read("{\"a\":1}{\"a\":1}{\"a\":1}", limits))
                .hasMessage("'table.json' has more than 2 rows.\nMaybe train on a sample of them.");
    }

    private Dataset read(String json, TableLimits limits) {
        return JsonTable.read(TempJson.write(folder, json), ReadOptions.standard(), limits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1}]",
                "[{\"a\":1},{\"a\":2},{\"a\":3}]",
                "[{\"a\":1},{\"a\":\"x\"}]",
                "[{\"a\":1},{\"b\":2}]"
            })
    void read_fileThatChangesMeanwhile_isRefused(String changed) {
        Path file = TempJson.write(folder, "[{\"a\":1},{\"a\":2}]");
        ReadOptions options = ReadOptions.standard().withProgress((stage, done, total) -> {
            // The second of three passes has taken the whole file in.
            if (done * 3 == total * 2) {
                replace(file, changed);
            }
        });

        assertThatThrownBy(() -> Tables.readJson(file, options))
                .isInstanceOf(DataException.class)
                .hasMessage("The file (" + file + ") changed while it was being read.\n"
                        + "Maybe another process still writes it: try again when it is done.");
    }

    private void replace(Path file, String text) {
        try {
            Path other = Files.writeString(folder.resolve("other.json"), text);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
