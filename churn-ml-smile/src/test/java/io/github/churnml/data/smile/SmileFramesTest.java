package io.github.churnml.data.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.data.vector.BooleanVector;
import smile.data.vector.ByteVector;
import smile.data.vector.CharVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.FloatVector;
import smile.data.vector.IntVector;
import smile.data.vector.LongVector;
import smile.data.vector.ShortVector;
import smile.data.vector.StringVector;
import smile.data.vector.Vector;
import smile.io.Read;

class SmileFramesTest {

    @TempDir
    Path folder;

    private static String[] texts(Dataset table, String column) {
        Column found = table.column(column);
        return IntStream.range(0, table.rows()).mapToObj(found::text).toArray(String[]::new);
    }

    private static ByteVector scaled(String name, byte[] codes, NominalScale scale) {
        return ByteVector.of(new StructField(name, DataTypes.ByteType, scale), codes);
    }

    @Test
    void of_everyKindOfVector_isBridged() {
        DataFrame frame = DataFrame.of(
                IntVector.of("i", new int[] {1, -2}),
                LongVector.of("l", new long[] {9_007_199_254_740_993L, 0}),
                ShortVector.of("s", new short[] {3, 4}),
                FloatVector.of("f", new float[] {0.5f, Float.NaN}),
                DoubleVector.of("d", new double[] {Double.NaN, 1e-3}),
                BooleanVector.of("b", new boolean[] {true, false}),
                CharVector.of("c", new char[] {'x', 'y'}),
                StringVector.of("t", "NA", " z "),
                scaled("level", new byte[] {1, 0}, new NominalScale("10", "20")),
                scaled("yes", new byte[] {1, 0}, new NominalScale("no", "yes")),
                Vector.of("day", LocalDate.class, new LocalDate[] {LocalDate.of(2026, 11, 21), null}),
                Vector.of("at", LocalDateTime.class, new LocalDateTime[] {null, LocalDateTime.of(2026, 11, 21, 6, 0)}),
                Vector.of("time", LocalTime.class, new LocalTime[] {LocalTime.of(6, 30), null}),
                Vector.of("big", BigDecimal.class, new BigDecimal[] {new BigDecimal("1.50"), null}));

        Dataset table = SmileFrames.of(frame);

        assertThat(texts(table, "i")).containsExactly("1", "-2");
        assertThat(table.column("l").type()).as("16 digits").isEqualTo(ColumnType.IDENTIFIER);
        assertThat(texts(table, "l")).containsExactly("9007199254740993", "0");
        assertThat(texts(table, "s")).containsExactly("3", "4");
        assertThat(texts(table, "f")).containsExactly("0.5", null);
        assertThat(texts(table, "d")).containsExactly(null, "0.001");
        assertThat(table.column("b").type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(texts(table, "b")).containsExactly("true", "false");
        assertThat(texts(table, "c")).containsExactly("x", "y");
        assertThat(texts(table, "t")).containsExactly(null, " z ");
        assertThat(table.column("level").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(texts(table, "level")).containsExactly("20", "10");
        assertThat(table.column("yes").type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(texts(table, "yes")).containsExactly("yes", "no");
        assertThat(table.column("day").type()).isEqualTo(ColumnType.DATE);
        assertThat(texts(table, "day")).containsExactly("2026-11-21", null);
        assertThat(texts(table, "at")).containsExactly(null, "2026-11-21T06:00:00");
        assertThat(texts(table, "time")).containsExactly("06:30", null);
        assertThat(texts(table, "big")).containsExactly("1.5", null);
    }

    @Test
    void of_boxedValues_mayBeMissing() {
        StructType schema = DataTypes.struct(
                new StructField("n", DataTypes.IntegerObjectType), new StructField("b", DataTypes.BooleanObjectType));
        DataFrame frame = DataFrame.of(
                List.of(Tuple.of(new Object[] {7, null}, schema), Tuple.of(new Object[] {null, null}, schema)), schema);

        Dataset table = SmileFrames.of(frame);

        assertThat(texts(table, "n")).containsExactly("7", null);
        assertThat(table.column("b").type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(table.notices()).extracting(Notice::code).containsExactly("all-missing");
    }

    @Test
    void of_declaredTypes_winOverTheFrames() {
        DataFrame frame = DataFrame.of(scaled("level", new byte[] {1, 0}, new NominalScale("10", "20")));

        Dataset table = SmileFrames.of(frame, ReadOptions.standard().withType("level", ColumnType.NUMERIC));

        assertThat(table.column("level").type()).isEqualTo(ColumnType.NUMERIC);
    }

    @Test
    void of_arffAndCsvOfOneTable_areTheSameDataset() throws IOException, ParseException {
        StringBuilder arff = new StringBuilder("@relation churn\n@attribute 'customer id' string\n"
                + "@attribute plan {basic,plus}\n@attribute charges numeric\n@attribute since date \"yyyy-MM-dd HH:mm:ss\"\n"
                + "@attribute churn {no,yes}\n@data\n");
        StringBuilder csv = new StringBuilder("customer id,plan,charges,since,churn\n");
        for (int row = 0; row < 30; row++) {
            String line = "C" + row + "," + (row % 3 == 0 ? "basic" : "plus") + "," + row * 0.75 + ",\"2026-01-"
                    + (10 + row % 20) + " 06:00:00\"," + (row % 4 == 0 ? "yes" : "no") + "\n";
            arff.append(line);
            csv.append(line);
        }
        Dataset bridged = SmileFrames.of(Read.arff(Files.writeString(folder.resolve("t.arff"), arff)));
        Dataset read = Tables.read(Files.writeString(folder.resolve("t.csv"), csv));

        assertThat(bridged.schema()).isEqualTo(read.schema());
        assertThat(bridged.fingerprint()).isEqualTo(read.fingerprint());
        assertThat(bridged.notices()).isEqualTo(read.notices()).isNotEmpty();
    }

    @Test
    void of_jsonReadByBoth_isTheSameDataset() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.json"),
                "{\"a\":1.5,\"b\":\"x\",\"c\":3}\n{\"a\":2.25,\"b\":\"y\",\"c\":4}\n{\"a\":0.0,\"b\":\"x\",\"c\":3}\n");

        assertThat(SmileFrames.of(Read.json(file)).fingerprint())
                .isEqualTo(Tables.read(file).fingerprint());
    }

    @Test
    void of_valuesThatNoColumnCanHold_areRefused() {
        DataFrame arrays = DataFrame.of(Vector.of("v", double[].class, new double[][] {null, {1, 2}}));
        assertThatThrownBy(() -> SmileFrames.of(arrays))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'v' (row 2) holds a value of the type (double[]), which no column can hold.\n"
                        + "Maybe drop the column from the frame first.");
        DataFrame codes = DataFrame.of(scaled("level", new byte[] {0, 7}, new NominalScale("a", "b")));
        assertThatThrownBy(() -> SmileFrames.of(codes))
                .hasMessage("Column 'level' (row 2) holds the code (7), which its scale gives no level.\n"
                        + "Maybe the scale belongs to another column: its codes are [0, 1].");
        DataFrame infinite = DataFrame.of(DoubleVector.of("d", new double[] {1, Double.NEGATIVE_INFINITY}));
        assertThatThrownBy(() -> SmileFrames.of(infinite))
                .hasMessageStartingWith("Column 'd' (row 2) holds the infinite number (-Infinity)");
        assertThatThrownBy(() -> SmileFrames.of(DataFrame.of(DoubleVector.of("d", new double[0]))))
                .hasMessageStartingWith("The table has a header but no rows.");
    }
}
