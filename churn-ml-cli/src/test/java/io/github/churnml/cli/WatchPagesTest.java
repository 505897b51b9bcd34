package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of watching: drift over several periods, and the performance that is to be expected. */
class WatchPagesTest {

    @TempDir
    Path folder;

    /** So many of the customers, with another tenure. */
    private Path period(String name, int rows, int shift) throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        int column = List.of(lines.get(0).split(",")).indexOf("tenure_months");
        List<String> kept = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines.subList(1, rows + 1)) {
            String[] cells = line.split(",", -1);
            if (!cells[column].isEmpty()) {
                cells[column] = String.valueOf((int) Double.parseDouble(cells[column]) + shift);
            }
            kept.add(String.join(",", cells));
        }
        return Files.write(folder.resolve(name), kept);
    }

    @Test
    void estimate_ofFewKnownOutcomes_doesNotSayThatEveryMetricHeld() throws IOException {
        Path page = folder.resolve("estimate.html");
        Cli.Result result =
                Cli.run("estimate", "--model", Cli.model(), "--data", period("few.csv", 6, 0), "--html", page);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(page)
                .content()
                .contains("Of 6 customers the outcome is known by now: ")
                .doesNotContain(" every metric is as was to be expected");
    }

    @Test
    void drift_severalPeriods_areComparedWithTheSameReference() throws IOException {
        Path may = period("2026-05.csv", 300, 0);
        Path june = period("2026-06.csv", 400, 40);
        Path july = period("2026-07.csv", 500, 0);
        Path out = folder.resolve("out");
        Cli.Result result = Cli.run(
                "drift", "--model", Cli.model(), "--new", may, june, july, "--out", out, "--json", "--fail-on-drift");

        assertThat(result.exit())
                .as("the newest period has not drifted: " + result.err())
                .isZero();
        JsonNode answer = result.json();
        assertThat(answer.at("/new/file").asText()).isEqualTo(july.toString());
        assertThat(answer.path("periods")).hasSize(3);
        assertThat(answer.path("periods").findValuesAsText("period"))
                .containsExactly("2026-05.csv", "2026-06.csv", "2026-07.csv");
        assertThat(answer.path("periods").findValuesAsText("overall_drift")).containsExactly("false", "true", "false");
        assertThat(answer.path("periods").findValuesAsText("rows")).startsWith("300");
        String html = Files.readString(out.resolve("drift_report.html"));
        assertThat(html).contains("1 of 3 periods drifted from the reference, first 2026-06.csv, last 2026-06.csv.");
        for (JsonNode period : answer.path("periods")) {
            PageNumbers.areThoseOf(html, period.path("features").path("tenure_months"));
            PageNumbers.areThoseOf(html, period.path("score_share").path("mean_probability"));
            PageNumbers.areThoseOf(html, period.path("score_share").path("share_above_threshold"));
            PageNumbers.areThoseOf(html, period.path("score_share").path("tiers"));
        }
        Cli.Result text = Cli.run("drift", "--model", Cli.model(), "--new", may, june, "--out", out, "--fail-on-drift");
        assertThat(text.exit()).isEqualTo(4);
        assertThat(text.out()).contains("\nPeriod by period, each against the same reference", "\n  2026-05.csv ");
    }

    @Test
    void drift_aPeriodAlone_isThatOfTheOthersBesideIt() throws IOException {
        Path reference = period("ref.csv", 400, 0);
        Path may = period("may.csv", 300, 10);
        Path june = period("june.csv", 350, 20);
        JsonNode alone = Cli.run("drift", "--ref", reference, "--new", may, "--out", folder.resolve("a"), "--json")
                .json();
        JsonNode together = Cli.run(
                        "drift", "--ref", reference, "--new", may, june, "--out", folder.resolve("b"), "--json")
                .json();
        assertThat(together.at("/periods/0/features")).isEqualTo(alone.path("features"));
        assertThat(together.at("/periods/0/status")).isEqualTo(alone.path("status"));
        assertThat(alone.has("periods")).isFalse();
    }

    @Test
    void drift_aPeriodThatIsNotThere_isNamedAndNothingIsWritten() throws IOException {
        Path out = folder.resolve("out");
        Cli.Result result = Cli.run(
                "drift", "--model", Cli.model(), "--new", period("may.csv", 300, 0), "absent.csv", "--out", out);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("absent.csv");
        assertThat(out).doesNotExist();
    }

    @Test
    void estimate_html_hasTheNumbersOfTheAnswer() throws IOException {
        Path page = folder.resolve("estimate.html");
        Cli.Result result = Cli.run(
                "estimate",
                "--model",
                Cli.model(),
                "--data",
                Cli.customers(),
                "--payoff",
                "90,-10,0,0",
                "--html",
                page,
                "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode answer = result.json();
        String html = Files.readString(page);
        for (String metric :
                List.of("roc_auc", "pr_auc", "log_loss", "brier", "accuracy", "precision", "recall", "f1")) {
            for (String of : List.of("estimated", "expected_of_labelled", "realised")) {
                PageNumbers.areThoseOf(html, answer.path(of).path(metric));
                PageNumbers.areThoseOf(html, answer.path(of).path("intervals").path(metric));
            }
        }
        PageNumbers.areThoseOf(html, answer.path("expected_confusion"));
        assertThat(html)
                .contains("What came true", "The decisions are expected to bring ")
                .doesNotContain("NaN");
        Cli.Result text = Cli.run("estimate", "--model", Cli.model(), "--data", Cli.customers(), "--html", page);
        assertThat(text.out()).endsWith("\nWritten: " + page + "\n");
        assertThat(Files.readString(page)).doesNotContain("expected to bring");
    }
}
