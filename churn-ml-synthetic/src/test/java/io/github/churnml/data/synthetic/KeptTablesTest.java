package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that core's tests keep, since they cannot use a module over core, are those that the generator writes. */
class KeptTablesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"700, 3", "900, 17", "900, 21", "700, 77"})
    void keptTable_ofEachSeed_isWhatTheGeneratorWrites(int rows, long seed) throws IOException {
        Path written = folder.resolve("customers.csv");
        new SyntheticCustomers(rows, seed).writeCsv(written);
        assertThat(SmallModel.lines(rows, seed)).isEqualTo(Files.readAllLines(written));
    }
}
