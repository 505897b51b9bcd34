package io.github.churnml.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.prepare.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportSchemaTest {

    @TempDir
    Path folder;

    @Test
    void everyKey_isRead() {
        ImportSchema schema = ImportSchema.parse("""
                name: retention
                version: 2.0.0
                target: {column: churned, positive: Yes, negative: No}
                threshold: 0.4
                missing: [unknown]
                columns:
                - name: plan_type
                  levels: [Basic, Standard, Pro]
                - name: contract
                  feature: contract_type
                  type: categorical
                  levels: {Monthly: 0, Annual: 1}
                - name: autopay
                  type: boolean
                - name: tenure_months
                  missing: [-999]
                """);
        assertThat(schema.name()).isEqualTo("retention");
        assertThat(schema.version()).isEqualTo("2.0.0");
        assertThat(schema.target()).isEqualTo(new Target("churned", "Yes", "No"));
        assertThat(schema.threshold()).isEqualTo(0.4);
        assertThat(schema.missing()).containsExactly("unknown");
        assertThat(schema.names()).containsExactly("plan_type", "contract", "autopay", "tenure_months");
        ImportSchema.Column plan = schema.columns().get(0);
        assertThat(plan.type()).isEqualTo(ImportSchema.Type.CATEGORICAL);
        assertThat(List.copyOf(plan.levels().entrySet()))
                .containsExactly(Map.entry("Basic", 0.0), Map.entry("Standard", 1.0), Map.entry("Pro", 2.0));
        assertThat(schema.columns().get(1).featureName()).isEqualTo("contract_type");
        assertThat(schema.columns().get(2).type()).isEqualTo(ImportSchema.Type.BOOLEAN);
        assertThat(schema.columns().get(3).type()).isEqualTo(ImportSchema.Type.AS_IN_FILE);
        assertThat(schema.columns().get(3).missing()).containsExactly("-999");
    }

    @Test
    void schema_thatSaysNothing_isAllDefaults() {
        assertThat(ImportSchema.parse("")).isEqualTo(ImportSchema.none());
        assertThat(ImportSchema.parse("target: {column: left}").target()).isEqualTo(new Target("left", "yes", "no"));
        assertThatThrownBy(() -> new ImportSchema(null, null, ImportSchema.TARGET, 0, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colums: []|Key 'colums' is not known.|Maybe 'columns' was meant.",
                "columns: 3|Key 'columns' holds (3) where a list of mappings is required.|",
                "columns: [{nam: x}]|Key 'columns[0].name' is missing.|",
                "columns: [{name: x, tpye: number}]|Key 'columns[0].tpye' is not known.|Maybe 'type' was meant.",
                "columns: [{name: ' '}]|Key 'columns[0].name' is blank.|",
                "columns: [{name: x, type: numeric}]|Key 'columns[0].type' holds (numeric) where one of 'number', 'boolean',"
                        + " 'categorical' is required.|Maybe one of these was meant:",
                "columns: [{name: x, type: categorical}]|Key 'columns[0].levels' is missing; the column is categorical.|Maybe list"
                        + " the levels in the order of their codes",
                "columns: [{name: x, type: number, levels: [a]}]|Key 'columns[0].levels' is given; the column is number and has"
                        + " no levels.|Maybe declare it categorical.",
                "columns: [{name: x, levels: [a, b, a]}]|Key 'columns[0].levels' holds the level (a) twice.|",
                "columns: [{name: x, levels: {a: b}}]|Key 'columns[0].levels.a' holds (b) where a number is required.|",
                "columns: [{name: x}, {name: ' x'}]|Key 'columns[1].name' is ' x', as that of another column.|",
                "columns: [{name: x}, {name: y, feature: x}]|Key 'columns[1].feature' is 'x', as that of another column.|",
                "threshold: 0|Key 'threshold' holds (0) where a number from|",
                "target: {colunm: x}|Key 'target.colunm' is not known.|Maybe 'column' was meant.",
            })
    void key_thatCannotBeUsed_isNamed(String yaml, String problem, String maybe) {
        assertThatThrownBy(() -> ImportSchema.parse(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe == null ? "" : maybe);
    }

    @Test
    void file_thatCannotBeUsed_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), "columns: [{name: 3, x: 1}]");
        assertThatThrownBy(() -> ImportSchema.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Schema file (" + file + ") is refused. Key 'columns[0].x' is not known.");
        assertThatThrownBy(() -> ImportSchema.read(folder.resolve("none.yaml")))
                .hasMessageContaining("none.yaml) is not there.\nMaybe the path is wrong.");
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> ImportSchema.read(binary)).hasMessageContaining("is not UTF-8 text.");
        Path large = Files.writeString(folder.resolve("l.yaml"), "#".repeat(1 << 20 | 1));
        assertThatThrownBy(() -> ImportSchema.read(large)).hasMessageContaining("is larger than 1 MB.");
        assertThatThrownBy(() -> ImportSchema.read(folder)).hasMessageContaining("cannot be read.");
    }
}
