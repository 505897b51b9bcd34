package io.github.churnml.fuzz;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Whole tables. */
final class TableTargets {

    static final List<String> WORDS = List.of(
            "\r\n",
            "\"\"",
            "\",\"",
            ";",
            "\t",
            "|",
            "NA",
            "null",
            "1e999",
            "-inf",
            "2026-11-21",
            "21.11.2026",
            "1,234.5",
            "Yes",
            "\uFEFF",
            "\u00A0",
            "id,",
            "a,b\n1,2\n",
            "\"a\nb\"",
            "sep=;\n",
            "\"SEP=,\"\r\n",
            "9.5,Basic,3\n");

    /** Long enough for quotes, marks and a hundred rows; short enough for thousands of tables a second. */
    private static final int LONGEST = 1_000;

    private TableTargets() {}

    static FuzzTarget csv() {
        Scratch scratch = new Scratch("table.csv");
        return FuzzTarget.of("csv", seeds(), WORDS, bytes -> Tables.readCsv(scratch.holding(bytes)), TableTargets::use)
                .upTo(LONGEST);
    }

    static FuzzTarget csvRows() {
        return rows("csv-rows", seeds(), WORDS, 1);
    }

    /** Gzip files and zip archives of a table, with all that may be wrong with them. */
    static FuzzTarget packed() {
        byte[] csv = Seeds.text("sep=;\na;b\n1;x\n2;y\n", StandardCharsets.UTF_8);
        byte[] json = Seeds.text("[{\"a\": 1}]", StandardCharsets.UTF_8);
        byte[] gzip = gzip(csv);
        List<byte[]> seeds = List.of(
                gzip,
                Seeds.joined(gzip(Seeds.text("a,b\n", StandardCharsets.UTF_8)), gzip(json)),
                gzip(gzip),
                Seeds.zip(Map.of("t.csv", csv)),
                Seeds.zip(Map.of("t.json", json, "readme", csv)),
                Seeds.zip(Map.of("a.csv", csv, "b.csv", csv)),
                Seeds.zip(Map.of("mimetype", csv, "content.xml", csv)),
                Seeds.zip(Map.of("t.zip", Seeds.zip(Map.of("t.csv", csv)))),
                Seeds.zip(Map.of()));
        // A byte of deflated data may well be a thousand rows.
        return rows("packed", seeds, WORDS, 1100);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A table of any format, by its content, in memory. */
    static FuzzTarget table(String name, List<byte[]> seeds, List<String> words) {
        Scratch scratch = new Scratch(name);
        return FuzzTarget.of(name, seeds, words, bytes -> Tables.read(scratch.holding(bytes)), TableTargets::use)
                .upTo(LONGEST);
    }

    /**
     * A table of any format, by its content, row by row.
     *
     * @param mostPerByte how many rows a byte may hold, so that a reader that never ends is seen by counting
     */
    static FuzzTarget rows(String name, List<byte[]> seeds, List<String> words, int mostPerByte) {
        Scratch scratch = new Scratch(name);
        return new FuzzTarget(
                name, seeds, words, LONGEST, bytes -> walk(scratch.holding(bytes), (long) bytes.length * mostPerByte));
    }

    /** Asks a table for everything that it offers. */
    static void use(Dataset data) {
        for (Column column : data.columns()) {
            require(column.rows() == data.rows(), "columns of different lengths");
            require(
                    data.find(column.name()).isPresent() && data.column(column.name()) == column,
                    "a column is not found");
            for (int row = 0; row < data.rows(); row++) {
                require(column.isMissing(row) == (column.text(row) == null), "missing, and has a text");
            }
        }
        int[] backwards =
                IntStream.range(0, data.rows()).map(i -> data.rows() - 1 - i).toArray();
        Dataset there = data.select(backwards);
        require(there.select(backwards).fingerprint().equals(data.fingerprint()), "turning round twice changes it");
    }

    private static void walk(Path file, long most) {
        try (TableRows rows = TableRows.open(file)) {
            int count = 0;
            while (rows.hasNext()) {
                require(rows.next().length == rows.header().size(), "a ragged row");
                require(++count <= most && rows.rowNumber() == count, "more rows than bytes");
            }
            // What the one reader takes the other may refuse for its values alone, but both see the same rows.
            Dataset data = Tables.read(file);
            require(data.rows() == count && data.schema().names().equals(rows.header()), "another table in memory");
        }
    }

    static List<byte[]> seeds() {
        List<byte[]> seeds = Seeds.texts(
                "id,plan,charge,since,churned\n1,Basic,9.5,2026-01-02,No\n2,Plus,,2025-12-31,Yes\n3,Basic,1e3,2024-02-29,No\n",
                "a;b\r\n1,5;x\r\n2,5;\"y;z\"\r\n",
                "a\tb\n1\t\"two\nlines\"\n",
                "a|b\n\"he said \"\"no\"\"\"|2\n\n\n3|4",
                "name\nZoë\n  \nΩ\n\"\"\n",
                "date\n21.11.2026\n1.2.2025 10:30\n",
                "date\n11/21/2026\n01/02/2025\n",
                "flag,n\ntrue,$1,234.50\nFALSE,(5)\n",
                "\n\n a , b \n 1 , NA \n null , ? \n",
                "a,,a b,\n1,2,3,4\n",
                "sep=;\r\nid;b\r\n1;x\r\n",
                "\"sep=\t\"\na\tb\n1\tx\n",
                // refused
                "",
                "\n",
                "a,b\n1\n",
                "a,a\n1,2\n",
                "k1,Basic,9.5\nk2,Basic,3\nk3,Plus,4\nk4,Plus,5\n",
                "sep=;\na,b\n1,2\n",
                "a,b\n1,\"open\n",
                "a\n1e999\n",
                "a\n\"x\"y\n",
                "PK\u0003\u0004 zip",
                ",".repeat(10_001) + "\n",
                "x".repeat(5000) + "\n" + "1\n".repeat(50));
        seeds.add(Seeds.joined(Seeds.bytes(0xEF, 0xBB, 0xBF), Seeds.text("a,b\n1,2\n", StandardCharsets.UTF_8)));
        seeds.add(Seeds.joined(Seeds.bytes(0xFF, 0xFE), Seeds.text("a,b\n1,ü\n", StandardCharsets.UTF_16LE)));
        seeds.add(
                Seeds.joined(Seeds.bytes(0xFE, 0xFF), Seeds.text("a,b\n1,\uD83D\uDE00\n", StandardCharsets.UTF_16BE)));
        seeds.add(Seeds.joined(Seeds.bytes(0xFF, 0xFE), Seeds.text("a,b\n1,\uD83D\n", StandardCharsets.UTF_16LE)));
        seeds.add(Seeds.joined(Seeds.bytes(0xFF, 0xFE, 0, 0), Seeds.bytes('a', 0, 0, 0, '\n', 0, 0, 0, '1', 0, 0, 0)));
        seeds.add(Seeds.text("stra\u00DFe\n1\n", StandardCharsets.ISO_8859_1));
        seeds.add(Seeds.bytes('a', ',', 'b', '\n', 0, ',', 1));
        seeds.add(Seeds.bytes(0x1F, 0x8B, 8, 0, 0));
        return seeds;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
