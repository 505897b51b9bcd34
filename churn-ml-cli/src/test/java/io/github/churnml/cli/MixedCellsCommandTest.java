package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers and texts in one column of JSON: every command reads the same amounts as from numbers alone. */
class MixedCellsCommandTest {

    private static final String[] NUMBERS = {"12.5", "1.234", "29.85", "1234.5", "2345", "7", "310.125", "0.5"};
    private static final String[] MIXED = {
        "\"12,5\"", "1.234", "\"29,85\"", "\"1.234,5\"", "\"2.345\"", "7", "310.125", "\"0,5\""
    };
    private static final String[] OPEN = {"12.5", "1.234", "\"1.234\"", "1234.5", "2345", "7", "310.125", "0.5"};

    @TempDir
    Path folder;

    private Path table(String name, String... fees) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 160; row++) {
            text.append(String.format(
                    Locale.ROOT,
                    "{\"key\": \"K%d\", \"fee\": %s, \"age\": %d, \"left\": \"%s\"}%n",
                    row,
                    fees[row % fees.length],
                    20 + row % 41,
                    row % 7 < 3 || row % 11 == 0 ? "yes" : "no"));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private String ok(Object... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    private List<String> predicted(Path model, Path table) throws IOException {
        Path out = folder.resolve("scored.csv");
        ok("predict", "-q", "--model", model, "--data", table, "--out", out);
        return Files.readAllLines(out);
    }

    /** The three last fields. */
    private static String added(String line) {
        String[] fields = line.split(",");
        return String.join(",", Arrays.asList(fields).subList(fields.length - 3, fields.length));
    }

    @Test
    void allCommands_numbersBesideTexts_sayWhatTheySayOfNumbers() throws IOException {
        Path numbers = table("numbers.json", NUMBERS);
        Path mixed = table("mixed.json", MIXED);
        Path learnt = folder.resolve("learnt");
        ok("train", "-q", "--data", mixed, "--target", "left", "--out", learnt);
        Path model = learnt.resolve("model.churn");
        assertThat(ok("evaluate", "--model", model, "--data", mixed, "--json"))
                .isEqualTo(ok("evaluate", "--model", model, "--data", numbers, "--json")
                        .replace("numbers.json", "mixed.json"));
        List<String> scored = predicted(model, mixed);
        List<String> expected = predicted(model, numbers);
        assertThat(scored).hasSameSizeAs(expected).hasSize(161);
        for (int row = 1; row < scored.size(); row++) {
            assertThat(scored.get(row)).doesNotContain("e+");
            assertThat(added(scored.get(row))).isEqualTo(added(expected.get(row)));
        }
        String profile = ok("profile", "--data", mixed, "--target", "left");
        assertThat(profile).contains("numbers that are written as text").doesNotContain("e+");
    }

    @Test
    void openTexts_areNamedByTrainingAndProfile_andRefusedByPredictAndEvaluate() throws IOException {
        Path learnt = folder.resolve("learnt");
        ok("train", "-q", "--data", table("numbers.json", NUMBERS), "--target", "left", "--out", learnt);
        Path model = learnt.resolve("model.churn");
        Path open = table("open.json", OPEN);
        assertThat(ok("train", "--data", open, "--target", "left", "--out", folder.resolve("other")))
                .contains("20 values that may be read either way, such as (1.234), count as missing");
        assertThat(ok("profile", "--data", open, "--target", "left")).contains("(1.234)");
        for (String command : new String[] {"predict", "evaluate"}) {
            Cli.Result result = command.equals("predict")
                    ? Cli.run(command, "--model", model, "--data", open, "--out", folder.resolve("p.csv"))
                    : Cli.run(command, "--model", model, "--data", open);
            assertThat(result.exit()).as(command).isEqualTo(3);
            assertThat(result.err())
                    .contains(
                            "holds (1.234), which is one number with a decimal point and another with a decimal comma");
        }
    }
}
