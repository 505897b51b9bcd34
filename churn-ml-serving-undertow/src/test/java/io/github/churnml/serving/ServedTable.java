package io.github.churnml.serving;

import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.serving.http.JsonDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Made-up customers to send to a server: as JSON, or as the CSV file that holds the same. */
public record ServedTable(List<String> header, List<String[]> rows) {

    private static final Set<String> MISSING = Set.of("NA", "-", "?");

    public static ServedTable of(int rows, long seed) {
        try {
            Path file = Files.createTempFile("customers", ".csv");
            try {
                new SyntheticCustomers(rows, seed).writeCsv(file);
                List<String> lines = Files.readAllLines(file);
                List<String[]> table = new ArrayList<>();
                lines.stream().skip(1).forEach(line -> table.add(known(line.split(",", -1))));
                return new ServedTable(List.of(lines.get(0).split(",")), table);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one way to say that a value is missing. */
    private static String[] known(String[] row) {
        return Arrays.stream(row)
                .map(value -> MISSING.contains(value) ? "" : value)
                .toArray(String[]::new);
    }

    /** With every known value of a column changed. */
    public ServedTable with(String column, UnaryOperator<String> change) {
        int place = header.indexOf(column);
        List<String[]> changed = new ArrayList<>();
        for (String[] row : rows) {
            String[] other = row.clone();
            other[place] = row[place].isEmpty() ? "" : change.apply(row[place]);
            changed.add(other);
        }
        return new ServedTable(header, changed);
    }

    Path csv(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(String.join(",", header)));
        rows.forEach(row -> lines.add(String.join(",", row)));
        return Files.write(file, lines);
    }

    /** Some of the rows as {@code POST /predict} takes them, every value as the text that it is. */
    public String json(int from, int to) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (String[] row : rows.subList(from, to)) {
            Map<String, Object> one = new TreeMap<>();
            for (int j = 0; j < row.length; j++) {
                if (Served.model().inputs().stream()
                        .map(input -> input.name())
                        .toList()
                        .contains(header.get(j))) {
                    one.put(header.get(j), row[j].isEmpty() ? null : row[j]);
                }
            }
            list.add(one);
        }
        return new String(JsonDocument.bytes(list), java.nio.charset.StandardCharsets.UTF_8);
    }

    public String json() {
        return json(0, rows.size());
    }
}
