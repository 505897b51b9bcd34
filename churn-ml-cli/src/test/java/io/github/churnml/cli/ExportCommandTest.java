package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.files.Sha256;
import io.github.churnml.onnx.OnnxExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export}: the files that it writes, what it says of them, and what it refuses. */
class ExportCommandTest {

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void model() {
        Path from = Cli.write(folder.resolve("model.txt"), ImportCommandTest.LIGHTGBM);
        model = folder.resolve("m.churn");
        assertThat(Cli.run("import", "--from", from, "--out", model).exit()).isZero();
    }

    @Test
    void model_isExported_asThreeFiles() throws IOException {
        Path onnx = folder.resolve("deep/m.onnx");
        Path python = folder.resolve("deep/churn_onnx.py");
        Cli.Result result = Cli.run("export", "--model", model, "--onnx", onnx, "--python", python);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Exported: " + model + " (model 1.0.0), 2 columns", "Written: " + onnx + "\n")
                .contains(onnx + ".json\n", python + "\n")
                .doesNotContain("Left out");
        assertThat(python).hasBinaryContent(OnnxExport.python());
        JsonNode described =
                new ObjectMapper().readTree(folder.resolve("deep/m.onnx.json").toFile());
        assertThat(described.get("onnxSha256").asText()).isEqualTo(Sha256.hex(Files.readAllBytes(onnx)));
        Cli.Result again = Cli.run("export", "--json", "--model", model, "--onnx", onnx);
        JsonNode said = new ObjectMapper().readTree(again.out());
        assertThat(said.get("sha256")).isEqualTo(described.get("onnxSha256"));
        assertThat(said.get("description").asText()).isEqualTo(onnx + ".json");
        assertThat(said.get("inputs")).hasSize(2);
    }

    @Test
    void output_overTheModel_isRefused() throws IOException {
        byte[] before = Files.readAllBytes(model);
        Cli.Result result = Cli.run("export", "--model", model, "--onnx", model);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the model that is exported.");
        assertThat(model).hasBinaryContent(before);
    }

    @Test
    void outputs_ofOneName_areRefusedBeforeAnyIsWritten() {
        Path onnx = folder.resolve("two.onnx");
        for (Object python : new Object[] {onnx, folder.resolve("x/../two.onnx"), onnx + ".json"}) {
            Cli.Result result = Cli.run("export", "--model", model, "--onnx", onnx, "--python", python);
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("Two results would be written into the file (" + python + ")", "Maybe ");
            assertThat(onnx).doesNotExist();
        }
    }

    @Test
    void model_thatIsAbsent_writesNothing() {
        Path onnx = folder.resolve("m.onnx");
        Cli.Result result = Cli.run("export", "--model", folder.resolve("no.churn"), "--onnx", onnx);
        assertThat(result.exit()).isNotZero();
        assertThat(onnx).doesNotExist();
    }
}
