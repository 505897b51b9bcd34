package io.github.churnml.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.PythonServers;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of columns as the Python module reads them, against the inputs here: the same number or code, or refused by both. */
class PythonValuesTest {

    private static final List<String> MARKERS = List.of("#n/a", "-", "?", "-999", "n/a", "na", "nan", "null", "straße");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<Object> cases = new ArrayList<>();
    private final List<List<String>> expected = new ArrayList<>();

    @Test
    void values_ofEveryKindOfColumn_areReadAsHere() throws Exception {
        Path python = PythonServers.require("mlflow3", "python");
        for (boolean loose : new boolean[] {true, false}) {
            for (String decimals : List.of("point", "decimalComma", "mixedDecimals")) {
                for (boolean lenient : new boolean[] {true, false}) {
                    Map<String, Object> more = new LinkedHashMap<>(Map.of("loose", loose, "dateFormat", "yyyy-MM-dd"));
                    if (!decimals.equals("point")) {
                        more.put(decimals, true);
                    }
                    more.put("lenient", lenient);
                    more.put("flags", lenient);
                    Input input = input("number", "numeric", more);
                    alone(input, values(numberTexts()));
                    alone(input, values(made()));
                }
            }
        }
        for (String format : List.of("yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "MM/dd/yyyy", "dd/MM/yyyy")) {
            List<Object> dates = values(dateTexts());
            dates.addAll(List.of(
                    LocalDate.of(2024, 2, 29),
                    LocalDate.of(1969, 12, 31),
                    LocalDateTime.of(2026, 11, 30, 10, 15, 30, 123_456_789),
                    LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999),
                    OffsetDateTime.parse("2026-11-30T01:15:30.5+02:00")));
            alone(input("number", "date", Map.of("loose", false, "dateFormat", format)), dates);
        }
        List<String> levels =
                List.of("Basic", "Two year", " blank ", "1", "1.0", "0.1", "1E7", "Ünïcode", "ΣΑΣ", "-5", "yes");
        for (boolean trim : new boolean[] {true, false}) {
            for (boolean fold : new boolean[] {true, false}) {
                for (String type : List.of("categorical", "boolean")) {
                    Map<String, Object> more = new LinkedHashMap<>(Map.of("trim", trim, "levels", levels));
                    more.put("foldCase", fold);
                    more.put("synonyms", Map.of("std", "Basic", "2", "Two year", "gone", "n/a"));
                    alone(input("level", type, more), values(levelTexts()));
                }
            }
        }
        alone(input("level", "boolean", Map.of("trim", true, "levels", List.of("N", "Y"))), values(levelTexts()));
        alone(input("level", "categorical", Map.of("trim", true, "levels", List.of("a", "b"))), values(levelTexts()));
        alone(exact(List.of("Basic", " a", "1.0", "NA", ""), "ttttt"), values(levelTexts()));
        alone(exact(List.of("1", "12345678901234567890", "-7", "Basic"), "wwwt"), values(levelTexts()));
        alone(exact(List.of("0.1", "2.5", "1E+22"), "nnn"), values(levelTexts()));
        alone(exact(List.of("true", "false"), "ff"), values(levelTexts()));
        alone(exact(List.of("Basic", " 1.50 ", "01"), "lll"), values(levelTexts()));
        Input point = input("number", "numeric", Map.of("loose", true, "dateFormat", "yyyy-MM-dd"));
        Input comma =
                input("number", "numeric", Map.of("loose", true, "decimalComma", true, "dateFormat", "yyyy-MM-dd"));
        for (Input input : List.of(point, comma)) {
            together(input, List.of("1,234", "29,85", "7"));
            together(input, List.of("1,234", "29.85", "7"));
            together(input, List.of("1.234", "$29,85", "7"));
            together(input, List.of("1.234", "29,85 EUR", "7.25"));
            together(input, List.of("$1,234", "5,-", "n/a", "12 %"));
            together(input, List.of("(5)", "7-", "1 234,5", "1'234.5"));
        }
        requireSame(python);
    }

    private static List<String> numberTexts() {
        return List.of(
                "1",
                "-1",
                "+1",
                " 1.5 ",
                "1.",
                ".5",
                ".",
                "-.5e3",
                "1e5",
                "1E-400",
                "1e400",
                "inf",
                "-Infinity",
                "nan",
                "NaN",
                "",
                " ",
                "\u00a01",
                "\u20031\u2003",
                "n/a",
                "N/A",
                "#DIV/0!",
                "#Überlauf!",
                "Err:502",
                "Err:50",
                "#foo",
                "-999",
                "-999.0",
                "STRASSE",
                "straße",
                "true",
                "FALSE",
                "yes",
                "1_000",
                "١",
                "0x10",
                "1d",
                "1,5",
                "1,234",
                "1.234",
                "1,234.50",
                "1.234,50",
                "$24.54",
                "24.54 $",
                "USD 5",
                "EUR5",
                "5EUR",
                "INR007",
                "INR0.7",
                "(5)",
                "(5 EUR)",
                "(-5)",
                "5-",
                "5,-",
                "5.--",
                "-5-",
                "12 %",
                "%12",
                "1'234'567",
                "1\u00a0234,5",
                "12,34,567.8",
                "1,23,456",
                "1,2345",
                "12345678901234567",
                "$12345678901234567",
                "$1e5",
                "1 e5",
                "Fr. 5",
                "5 kr.",
                "kr 5,50",
                "R$5",
                "zł 5",
                "5 ZŁ",
                "\u22125",
                "– 5",
                "\u200e5",
                "$",
                "abc",
                "5 apples",
                "0,5",
                "01,234",
                "1,234,56",
                "0.123",
                "-0.5",
                "-1.234",
                "9".repeat(70),
                "$" + "9".repeat(70),
                "5 $ $",
                "1..2",
                "--5",
                "+-5",
                "#n/a n/a");
    }

    private static List<String> made() {
        Random random = new Random(7);
        String signs = "0123456789012345678901234567890.,.,.,-+ '()$€%eE\u00a0";
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(9);
            for (int j = 0; j < length; j++) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            made.add(text.toString());
        }
        return made;
    }

    private static List<String> dateTexts() {
        return List.of(
                "2021-02-28",
                "2021-02-30",
                "2024-02-29",
                "1900-02-29",
                "2000-02-29",
                "1969-12-31",
                "0001-01-01",
                "0000-02-29",
                "9999-12-31",
                "2021-2-8",
                "2021/2/8",
                "2021/02/08",
                "8.2.2021",
                "08.02.2021",
                "2/8/2021",
                "12/31/2021",
                "31/12/2021",
                "31.12.21",
                "2021-02-08T10:15",
                "2021-02-08 10:15:30",
                "2021-02-08t10:15:30.123456789123Z",
                "2021-02-08 10:15:30,5+02:00",
                "2021-02-08 10:15-0330",
                "2021-02-08 10:15+19",
                "2021-02-08 10:15+02",
                "2021-02-08 1:15",
                "2/8/2021 1:15",
                "2021-02-08 24:00",
                "2021-02-08 23:60",
                "2021-02-08 10:15:",
                " 2021-02-08 ",
                "2021-02-08 10:15+02:",
                "n/a",
                "",
                "-",
                "2021-02-08 ",
                "2021.02.08",
                "20210208",
                "2021-02-08 10:15:61",
                "abc",
                "5",
                "08-02-2021",
                "2021-02-08 10:15:30.z",
                "99999-01-01",
                "2021-13-01",
                "31/02/2021 00:00");
    }

    private static List<String> levelTexts() {
        return List.of(
                "Basic",
                "basic",
                " Basic ",
                "BASIC",
                "Two year",
                "two  year",
                " blank ",
                "blank",
                "1",
                "1.0",
                "01",
                "1.00",
                "+1",
                "1e0",
                ".1",
                "0.10",
                "1E7",
                "10000000",
                "1e7",
                "ünïcode",
                "ÜNÏCODE",
                "σας",
                "ΣΑΣ",
                "σασ",
                "-5",
                "-5.0",
                "yes",
                "YES",
                "true",
                "True",
                "false",
                "FALSE",
                "y",
                "N",
                "std",
                "STD",
                "2",
                "2.0",
                "gone",
                "Gone",
                "n/a",
                "#BEZUG!",
                "",
                " ",
                "\u00a0Basic",
                "\u2003Basic",
                "straße",
                "STRASSE",
                "-999",
                "a",
                "b",
                "c",
                " a",
                "NA",
                "1.5",
                "1.50 ",
                " 1.50 ",
                "12345678901234567890",
                "12345678901234567891",
                "1.2345678901234567890e19",
                "-7",
                "-7.0",
                "0.1",
                "2.5",
                "1E+22",
                "1e22",
                "10000000000000000000000",
                "0",
                "0.0",
                "-0",
                "İ",
                "ı",
                "nan",
                "inf",
                "1e999");
    }

    /** Texts, and what numbers and booleans there are. */
    private static List<Object> values(List<String> texts) {
        List<Object> values = new ArrayList<>(texts);
        values.addAll(List.of(true, false, 1L, 0L, -5L, -999L, 2L, 10_000_000L, 123_456_789_012_345_678L));
        values.addAll(List.of(1.0, 0.1, -0.0, 1e7, 1.5, -999.0, 2.5, 1e22, 1e-5, 12345.678, 1e15, 1e300));
        return values;
    }

    private void alone(Input input, List<Object> values) {
        List<String> here = new ArrayList<>();
        for (Object value : values) {
            try {
                here.add(text(input.read(value, 1)));
            } catch (DataException refused) {
                here.add("refused");
            }
        }
        add(input, values, false, here);
    }

    private void together(Input input, List<String> texts) throws IOException {
        List<String> lines = new ArrayList<>(List.of("x;y"));
        texts.forEach(text -> lines.add(text + ";1"));
        Dataset table = Tables.read(
                Files.write(folder.resolve("column.csv"), lines),
                ReadOptions.standard().withType("x", ColumnType.TEXT));
        List<String> here = new ArrayList<>();
        try {
            for (double value : input.readAll(table.column("x"))) {
                here.add(text(value));
            }
        } catch (DataException refused) {
            here = List.of("refused");
        }
        add(input, new ArrayList<>(texts), true, here);
    }

    private void add(Input input, List<Object> values, boolean together, List<String> here) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("column", Description.column(input, "x"));
        one.put("together", together);
        one.put("values", values.stream().map(PythonValuesTest::typed).toList());
        cases.add(one);
        expected.add(here);
    }

    private static List<String> typed(Object value) {
        if (value instanceof LocalDate || value instanceof LocalDateTime || value instanceof OffsetDateTime) {
            return List.of(value instanceof LocalDate ? "day" : "moment", value.toString());
        }
        return value instanceof Boolean
                ? List.of("flag", value.toString())
                : value instanceof Double number
                        ? List.of("number", Double.toHexString(number))
                        : List.of(value instanceof Long ? "whole" : "text", value.toString());
    }

    /** Exact, but for the sign of zero, whose place is nowhere. */
    private static String text(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    private static String text(String python) {
        return python.equals("refused") ? python : python.equals("nan") ? "NaN" : text(Double.parseDouble(python));
    }

    private static Input input(String kind, String type, Map<String, Object> more) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", kind);
        state.put("name", "x");
        state.put("type", type);
        state.put("feature", true);
        state.put("missing", MARKERS);
        state.putAll(more);
        return Input.of(Settings.of(state, Blame.configuration(null)));
    }

    private static Input exact(List<String> levels, String kinds) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", "exact");
        state.put("name", "x");
        state.put("missing", MARKERS);
        state.put("levels", levels);
        state.put("kinds", kinds);
        return Input.of(Settings.of(state, Blame.configuration(null)));
    }

    private void requireSame(Path python) throws IOException, InterruptedException {
        Files.write(folder.resolve(OnnxExport.PYTHON_MODULE), OnnxExport.python());
        JSON.writeValue(folder.resolve("values.json").toFile(), cases);
        try (var in = PythonValuesTest.class.getResourceAsStream("/onnx/values.py")) {
            Files.write(folder.resolve("values.py"), in.readAllBytes());
        }
        Path out = folder.resolve("values.txt");
        Process process = new ProcessBuilder(
                        python.toString(), folder.resolve("values.py").toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        JsonNode answers = JSON.readTree(folder.resolve("answers.json").toFile());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Map<?, ?> one = (Map<?, ?>) cases.get(i);
            assertThat(answers.get(i))
                    .as(String.valueOf(one))
                    .hasSize(expected.get(i).size());
            for (int j = 0; j < expected.get(i).size(); j++) {
                String found = text(answers.get(i).get(j).asText());
                if (!found.equals(expected.get(i).get(j))) {
                    wrong.add(one.get("column") + ": " + ((List<?>) one.get("values")).get(j) + " is "
                            + expected.get(i).get(j) + " here and " + found + " there");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
