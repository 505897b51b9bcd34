package io.github.churnml.jobs.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.jobs.run.JobFigures;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsPageTest {

    private static final Instant BEGIN = Instant.parse("2026-05-01T05:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script>\u202E" + "n".repeat(400);

    private static JobRun run(String job, int number, RunState state, String note) {
        Instant due = BEGIN.plus(Duration.ofHours(number));
        return new JobRun(
                job + "-" + number,
                job,
                due,
                state,
                Optional.of("node"),
                1,
                0,
                due,
                Optional.of(due),
                Optional.of(due.plusMillis(1_234 + number)),
                note,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static JobFigures figures(String job, long succeeded, long failed) {
        return new JobFigures(
                job,
                Map.of(RunState.SUCCEEDED, succeeded, RunState.FAILED, failed),
                Optional.of(BEGIN),
                Optional.of(BEGIN),
                1.234);
    }

    @Test
    void page_newestRunFailed_saysWhichAndWhyFirst() {
        List<JobRun> runs = List.of(
                run("weekly", 9, RunState.FAILED, "Step fetch failed: no table."),
                run("daily", 8, RunState.SUCCEEDED, ""),
                run("weekly", 1, RunState.SUCCEEDED, ""));
        Report report = RunsPage.of(
                List.of(figures("daily", 1, 0), figures("weekly", 1, 1)),
                runs,
                List.of(),
                Map.of("weekly", BEGIN.plus(Duration.ofDays(7))));

        assertThat(report.opening())
                .containsExactly(
                        Finding.main("The newest run of 1 of 2 jobs failed."),
                        Finding.warning("weekly, run of 2026-05-01 14:00, failed: Step fetch failed: no table."),
                        Finding.note("Due next: weekly at 2026-05-08 05:00 UTC."));
        assertThat(HtmlReport.of(report))
                .contains(">1.243</td>")
                .contains(">1.242</td>")
                .contains(">1.234</td>");
    }

    @Test
    void page_allSucceeded_saysSo() {
        Report report = RunsPage.of(
                List.of(figures("daily", 1, 0)), List.of(run("daily", 8, RunState.SUCCEEDED, "")), List.of(), Map.of());
        assertThat(report.opening().get(0)).isEqualTo(Finding.main("The newest run succeeded."));
        assertThat(HtmlReport.of(report)).contains("No run failed.");
    }

    @Test
    void page_noRuns_saysSo() {
        Report report = RunsPage.of(List.of(), List.of(), List.of(), Map.of());
        assertThat(report.opening()).containsExactly(Finding.main("No run is recorded yet."));
    }

    @Test
    void page_tenThousandRunsOfHostileNames_isSmallAndShowsThemAsText() {
        List<JobRun> runs = new ArrayList<>();
        for (int i = 9_999; i >= 0; i--) {
            runs.add(run(HOSTILE + i % 40, i, i % 3 == 0 ? RunState.FAILED : RunState.SUCCEEDED, HOSTILE));
        }
        List<JobFigures> figures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            figures.add(figures(HOSTILE + i, 200, 100));
        }
        String html = HtmlReport.of(RunsPage.of(figures, runs, List.of(), Map.of()));

        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
        assertThat(html)
                .contains("The newest 100 of 12,000 runs are shown")
                .contains("Drawn are the newest 400.")
                .doesNotContain("<script>alert")
                .doesNotContain("\u202E");
    }
}
