package io.github.churnml.forest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignForestTest {

    @TempDir
    Path folder;

    @Test
    void format_isToldByContent_notByName() throws IOException {
        for (byte[] model : new byte[][] {
            ForeignModels.xgboostJson(),
            ForeignModels.xgboostUbjson(),
            ForeignModels.lightGbm().getBytes(StandardCharsets.UTF_8)
        }) {
            Path file = Files.write(folder.resolve("model.whatever"), model);
            assertThat(ForeignForest.read(file).forest().toBytes())
                    .isEqualTo(ForeignForest.of(model).forest().toBytes());
        }
        String marked = "\uFEFF" + new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8);
        assertThat(ForeignForest.of(marked.getBytes(StandardCharsets.UTF_8))
                        .forest()
                        .trees())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "' \n ', is empty",
        "'PK\u0003\u0004xyz', 'looks like a zip archive, such as a model file of churn-ml''s own'",
        "'\u0080\u0004\u0095', 'looks like a Python pickle, which can hold any program'",
        "'\u0080\u0004\u0095\u0000\u0000..xgboost.sklearn..gbtree', 'looks like a Python pickle, which can hold any program'",
        "'ccopy_reg\n_reconstructor\n', 'looks like a Python pickle, which can hold any program'",
        "'(dp0\n', 'looks like a Python pickle, which can hold any program'",
        "'\u001F\u008B\u0008', looks compressed",
        "'\u00FD7zXZ\u0000', looks compressed",
        "'x\u009Cxyz', looks compressed",
        "'\u0008\u0007\u0012\u0008skl2onnx', looks like an ONNX model",
        "'<?xml version=\"1.0\"?><PMML version=\"4.4\">', looks like a PMML document",
        "'<html>', looks like XML",
        "'CBM1....', looks like a CatBoost model",
        "'[{\"nodeid\": 0}]', 'is a JSON list, such as XGBoost''s dump of trees, which lacks what scoring needs'",
        "'booster[0]:', 'looks like XGBoost''s dump of trees, which lacks what scoring needs'",
        "'binf\u0000\u0000', 'looks like XGBoost''s old binary form'",
        "'\u0000\u0000\u0000?\u000C\u0000\u0000\u0000..binary:logistic..gbtree', 'looks like XGBoost''s old binary form'",
        "'CONFIG-offset:123', looks like an XGBoost snapshot from inside a pickle",
        "'a,b,c', 'is neither XGBoost''s JSON or UBJSON nor LightGBM''s text'",
    })
    void otherFormat_isRefusedByItsLooks(String latin1, String looks) {
        assertThatThrownBy(() -> ForeignForest.of(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("The model cannot be imported. It " + looks + ".")
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void file_thatCannotBeRead_isRefused() throws IOException {
        assertThatThrownBy(() -> ForeignForest.read(folder.resolve("none.json")))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("none.json) is not there.\nMaybe the path is wrong.");
        assertThatThrownBy(() -> ForeignForest.read(folder)).hasMessageContaining("is a folder");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"learner\": 1}");
        assertThatThrownBy(() -> ForeignForest.read(bad))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.path()).contains(bad))
                .hasMessage("Model file (" + bad + ") cannot be imported. The learner is a number where an object is"
                        + " required.\nMaybe it is damaged.");
    }

    @Test
    void file_truncatedAnywhere_isRefused() {
        for (byte[] whole : new byte[][] {ForeignModels.xgboostJson(), ForeignModels.xgboostUbjson()}) {
            int end = whole.length - (whole[whole.length - 1] == '\n' ? 1 : 0);
            for (int length = 0; length < end; length += 7) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> ForeignForest.of(cut)).isInstanceOf(ModelFileException.class);
            }
        }
    }
}
