package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.CsvOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.PlainLogistic;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordScorerTest {

    private static Scorer scorer;

    @BeforeAll
    static void train(@TempDir Path folder) throws IOException {
        StringBuilder table = new StringBuilder("age,Zone,since,auto-pay,left\n");
        for (int i = 0; i < 300; i++) {
            table.append(20 + i % 50)
                    .append(i % 3 == 0 ? ",1," : ",2,")
                    .append("2024-0" + (1 + i % 9) + "-11")
                    .append(i % 7 < 3 ? ",Yes," : ",No,")
                    .append((i * 7 + i % 3) % 10 < 4 ? "Yes\n" : "No\n");
        }
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        scorer = ChurnPipeline.builder()
                .target("left", "Yes")
                .type("Zone", ColumnType.CATEGORICAL)
                .derive(io.github.churnml.prepare.Derive.daysSince("days", "since", LocalDate.of(2025, 1, 1)))
                .learner(new PlainLogistic())
                .build()
                .fit(Tables.readCsv(file, CsvOptions.standard().withType("Zone", ColumnType.CATEGORICAL)))
                .scorer();
    }

    enum Paying {
        Yes,
        No
    }

    record Primitives(int age, long zone, double since, boolean autoPay) {}

    record Narrow(byte age, short zone, float since, char autoPay) {}

    record Boxes(
            @Nullable Integer age,
            @Nullable Object zone,
            @Nullable LocalDate since,
            @Nullable Paying autoPay) {}

    record Texts(String left, CharSequence auto_pay, String zone, String since, Comparable<?> age) {}

    @Test
    void anyKindOfComponent_isReadAsInAMap() {
        LocalDate since = LocalDate.of(2024, 3, 11);
        double expected = scorer.probability(Map.of("age", 31, "Zone", "2", "since", since, "auto-pay", "Yes"));
        assertThat(scorer.forRecords(Primitives.class).probability(new Primitives(31, 2, since.toEpochDay(), true)))
                .isEqualTo(expected);
        assertThat(scorer.forRecords(Boxes.class).probability(new Boxes(31, 2.0, since, Paying.Yes)))
                .isEqualTo(expected);
        assertThat(scorer.forRecords(Texts.class)
                        .probability(new Texts("?", new StringBuilder("Yes"), " 2", "2024-03-11", 31L)))
                .isEqualTo(expected);
        assertThat(scorer.forRecords(Narrow.class, MethodHandles.lookup())
                        .score(new Narrow((byte) 31, (short) 2, since.toEpochDay(), 'Y')))
                .isEqualTo(scorer.score(Map.of("age", 31, "Zone", "2", "since", since, "auto-pay", "Y")));
        assertThat(scorer.forRecords(Boxes.class).probability(new Boxes(null, null, null, null)))
                .isEqualTo(scorer.probability(scorer.newRow()
                        .setMissing("age")
                        .setMissing("Zone")
                        .setMissing("since")
                        .setMissing("auto-pay")));
    }

    record Lacking(int agee, String zone) {}

    record LackingOne(int age, String zone, LocalDate since, int other) {}

    @Test
    void componentsThatAreNotThere_areNamed() {
        assertRefused(
                Lacking.class,
                "Record 'Lacking' has no component for columns 'age', 'since', 'auto-pay'; the model needs them.\n"
                        + "Maybe 'agee' should be named 'age'.");
        assertRefused(
                LackingOne.class,
                "Record 'LackingOne' has no component for column 'auto-pay'; the model needs it.\n"
                        + "Maybe add it; null, or NaN, where it is not known.");
    }

    record Listed(List<Integer> age, String zone, LocalDate since, boolean autoPay) {}

    record Dated(int age, LocalDate zone, LocalDate since, boolean autoPay) {}

    record Flagged(int age, String zone, boolean since, boolean autoPay) {}

    record Constant(Paying age, String zone, LocalDate since, boolean autoPay) {}

    @Test
    void componentOfAWrongType_isRefusedBeforeTheFirstRow() {
        assertRefused(
                Listed.class,
                "Component 'age' of record 'Listed' is of type List where a number is required for column 'age'.\n"
                        + "Maybe give a number, a boolean or text.");
        assertRefused(
                Dated.class,
                "Component 'zone' of record 'Dated' is of type LocalDate where text is required for column 'Zone'.\n"
                        + "Maybe give the level as text, a number, a boolean or an enum constant.");
        assertRefused(
                Flagged.class,
                "Component 'since' of record 'Flagged' is of type boolean where a date is required for column 'since'.\n"
                        + "Maybe give a java.time date or text.");
        assertRefused(Constant.class, "is of type Paying where a number is required");
    }

    record Twice(int age, int Age, String zone, LocalDate since, boolean autoPay, boolean auto_pay) {}

    @Test
    void namesThatDifferByCaseAndMarksOnly_areRefused_unlessOneIsExact() {
        assertRefused(
                Twice.class,
                "Column 'auto-pay' could be meant by several components of record 'Twice': 'autoPay', 'auto_pay'.\n"
                        + "Maybe name one of them exactly as the column, or leave the others out.");
    }

    @Test
    void valuesOfAWrongType_areRefusedRowByRow() {
        RecordScorer<Texts> texts = scorer.forRecords(Texts.class);
        assertThatThrownBy(() -> texts.probability(new Texts("", "Yes", "2", "2024-03-11", "old")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'age' holds (old) where a number is required.");
        RecordScorer<Boxes> boxes = scorer.forRecords(Boxes.class);
        assertThatThrownBy(() -> boxes.probability(new Boxes(1, List.of(), null, null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'Zone' holds a value of type");
        assertThatThrownBy(() -> boxes.score(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("customer");
        assertThatThrownBy(() -> scorer.forRecords(Record.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no record");
    }

    record Thrower(int age, String zone, LocalDate since, boolean autoPay) {
        @Override
        public String zone() {
            throw new UnsupportedOperationException("not loaded");
        }
    }

    @Test
    void whatAnAccessorThrows_comesThrough() {
        RecordScorer<Thrower> records = scorer.forRecords(Thrower.class);
        assertThatThrownBy(() -> records.probability(new Thrower(1, "", LocalDate.MIN, true)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not loaded");
    }

    @Test
    void recordThatItsModuleHides_isRefused(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("src/hidden"));
        Path module = Files.writeString(folder.resolve("src/module-info.java"), "module hiding {}");
        Path record = Files.writeString(
                folder.resolve("src/hidden/Secret.java"),
                "package hidden; public record Secret(int age, String zone, double since, boolean autoPay) {}");
        Path classes = folder.resolve("classes");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), module.toString(), record.toString()))
                .isZero();
        ModuleLayer boot = ModuleLayer.boot();
        ModuleLayer layer = boot.defineModulesWithOneLoader(
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("hiding")),
                ClassLoader.getSystemClassLoader());
        Class<? extends Record> secret =
                layer.findLoader("hiding").loadClass("hidden.Secret").asSubclass(Record.class);
        assertRefused(
                secret,
                "Record 'Secret' cannot be read from here: its module neither exports nor opens its package.\n"
                        + "Maybe call forRecords(Secret.class, MethodHandles.lookup()) where it can be read.");
    }

    private static void assertRefused(Class<? extends Record> type, String message) {
        assertThatThrownBy(() -> scorer.forRecords(type))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }
}
