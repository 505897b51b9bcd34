package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectedLeaksTest {

    private static final String COLUMNS = "months,fee,quit_reason,ended_on,left_us\n";

    @TempDir
    Path folder;

    /** A reason and a date that only those have who left. */
    private Path table(int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            int months = random.nextInt(60);
            boolean left = random.nextInt(60) > months;
            text.append(months).append(',').append(10 + random.nextInt(50)).append(',');
            text.append(left ? random.nextInt(2) == 0 ? "price" : "service" : "")
                    .append(',');
            text.append(left ? "2026-03-" + (10 + random.nextInt(15)) : "").append(',');
            text.append(left ? "yes" : "no").append('\n');
        }
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void train_columnsThatKnowWhoLeft_standBeforeTheMetrics() throws IOException {
        Cli.Result result = Cli.run("train", "--data", table(400), "--target", "left_us", "--out", folder.resolve("a"));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Suspected leaks; if they are, all figures below are too good:")
                .contains(
                        "Column 'quit_reason' has a value for 100.0 % of the customers who left and 0.0 % of those who")
                .contains("Column 'ended_on' holds a date for 100.0 %")
                .contains("The hold-out is ranked all but perfectly, which real tables do not allow, and column"
                        + " 'quit_reason' alone");
        assertThat(result.out().indexOf("Suspected leaks"))
                .isLessThan(result.out().indexOf("roc_auc"));
    }

    @Test
    void train_json_hasSuspectedLeaks() throws IOException {
        Cli.Result result =
                Cli.run("train", "--data", table(400), "--target", "left_us", "--out", folder.resolve("a"), "--json");

        assertThat(result.json().path("suspected_leaks")).hasSize(2);
        assertThat(result.json().path("suspected_leaks").get(0).path("code").asText())
                .isEqualTo("known-after-event");
        assertThat(result.json()
                        .path("suspected_leaks")
                        .get(0)
                        .path("columns")
                        .get(0)
                        .asText())
                .isEqualTo("quit_reason");
    }

    @Test
    void train_strict_refusesAndWritesNothing() throws IOException {
        Cli.Result result =
                Cli.run("train", "--data", table(400), "--target", "left_us", "--out", folder.resolve("a"), "--strict");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err())
                .contains(
                        "churn: Suspected leak: Column 'quit_reason' has a value for 100.0 % of the customers who left")
                .contains("There are 2 in all.")
                .contains("Maybe leave out what is known only afterwards: --exclude \"quit_reason,ended_on\"; or train"
                        + " without --strict.");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void train_strictWithoutTheColumns_trains() throws IOException {
        Cli.Result result = Cli.run(
                "train",
                "--data",
                table(400),
                "--target",
                "left_us",
                "--out",
                folder.resolve("a"),
                "--strict",
                "--exclude",
                "quit_reason,ended_on");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("Suspected leaks", "all but perfectly");
    }

    @Test
    void train_twelveRows_saysThatNothingCanBeJudged() throws IOException {
        Path few = folder.resolve("few.csv");
        StringBuilder text = new StringBuilder("months,fee,gone\n");
        for (int row = 0; row < 12; row++) {
            text.append(row * 5 % 12).append(',').append(row * 7 % 11).append(row % 3 == 0 ? ",1\n" : ",0\n");
        }
        Files.writeString(few, text);
        Cli.Result result = Cli.run("train", "--data", few, "--target", "gone", "--out", folder.resolve("a"));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "Nothing can be judged by so few: the hold-out has 1 customer who left and 2 who stayed, and at"
                                + " least 5 of each are needed. Maybe train on a larger table, or hold a larger share out.")
                .doesNotContain(" to 0.", " to 1.", "- to -");
    }
}
