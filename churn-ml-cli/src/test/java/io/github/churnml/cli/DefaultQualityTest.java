package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the defaults reach on two whole tables of synthetic customers: a table, a folder, and no other option. */
class DefaultQualityTest {

    private static final double ASKED_ROC_AUC = 0.83;

    @TempDir
    Path folder;

    @Test
    void ownCustomers_reachTheRocAucThatIsAskedFor() throws IOException {
        assertRocAuc(Path.of(System.getProperty("churn.root", ".."), "data", "customers.csv"));
    }

    @Test
    void sharedSyntheticCustomers_reachTheRocAucThatIsAskedFor() throws IOException {
        assertRocAuc(SharedFiles.require("data/zubale/customer_churn_synth.csv"));
    }

    private void assertRocAuc(Path table) throws IOException {
        Cli.Result result = Cli.run("train", "--quiet", "--data", table, "--outdir", folder);
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode metrics =
                new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
        assertThat(metrics.path("target").textValue()).isEqualTo("churned");
        assertThat(metrics.path("describes").textValue()).contains("hold-out");
        assertThat(metrics.path("roc_auc").doubleValue()).isGreaterThanOrEqualTo(ASKED_ROC_AUC);
    }
}
