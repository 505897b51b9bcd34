package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.live.JobsStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobsPageTest {

    private static final String KEY = "a-key-that-is-long-enough-for-all";
    private static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");

    private static JobsStatus status(String note) {
        return new JobsStatus(
                List.of(new JobsStatus.Job("weekly", Map.of("succeeded", 3L, "failed", 1L), Optional.of(MONDAY), 12.5)),
                List.of(new JobsStatus.Run(
                        "weekly-20261130T000000Z",
                        "weekly",
                        MONDAY,
                        "failed",
                        "node-1",
                        note,
                        Optional.of(MONDAY),
                        Optional.of(MONDAY.plusSeconds(12)))),
                Optional.of(MONDAY.plusSeconds(60)),
                "");
    }

    @Test
    void page_runsAndJobs_areShownAndEscaped() {
        JobsStatus status = status("Step fetch failed: <script>alert('x')</script> & \"more\"");
        try (ChurnServer server = Served.builder().jobs(() -> status).build().start()) {
            HttpResponse<String> page = Served.get(server, "/jobs");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self';");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.body())
                    .contains("<td>weekly-20261130T000000Z</td>")
                    .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;")
                    .contains("As of 2026-11-30T00:01:00Z")
                    .doesNotContain("<script");
            assertThat(Served.get(server, "/openapi.json").body()).contains("\"/jobs\"");
            assertThat(Served.get(server, "/").body()).contains("<a href=\"jobs\">Jobs</a>");
        }
    }

    @Test
    void page_whereKeysAreAsked_showsABrowserADoor_andRefusesPrograms() {
        ApiKeys keys = ApiKeys.parse("page: " + KEY);
        try (ChurnServer server =
                Served.builder().jobs(() -> status("")).apiKeys(keys).build().start()) {
            for (String path : List.of("/jobs", "/report")) {
                HttpRequest.Builder request = HttpRequest.newBuilder(Served.uri(server, path));
                HttpResponse<String> program = Served.send(request.copy().build());
                assertThat(program.statusCode()).isEqualTo(401);
                assertThat(program.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                HttpResponse<String> door = Served.send(request.copy()
                        .header("Accept", "text/html,application/xhtml+xml")
                        .build());
                assertThat(door.statusCode()).isEqualTo(401);
                assertThat(door.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
                assertThat(door.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(door.headers().firstValue("Content-Security-Policy").orElse(""))
                        .startsWith("default-src 'self'; style-src 'self' 'sha256-")
                        .doesNotContain("unsafe");
                assertThat(door.body()).contains("key-form").doesNotContain("weekly", "churned");
                HttpResponse<String> known = Served.send(
                        request.copy().header("Authorization", "Bearer " + KEY).build());
                assertThat(known.statusCode()).isEqualTo(200);
                assertThat(known.body()).contains(path.equals("/jobs") ? "weekly" : "churned");
            }
        }
    }

    @Test
    void page_problem_isToldBesideWhatIsKnown() {
        JobsStatus status = status("").with("The database cannot be reached.");
        try (ChurnServer server = Served.builder().jobs(() -> status).build().start()) {
            assertThat(Served.get(server, "/jobs").body())
                    .contains("The database cannot be reached.")
                    .contains("weekly");
        }
    }

    @Test
    void metrics_jobsThatComeAndGo_areThoseOfNow() {
        AtomicReference<JobsStatus> now = new AtomicReference<>(JobsStatus.NONE);
        try (ChurnServer server = Served.builder().jobs(now::get).build().start()) {
            assertThat(Served.get(server, "/metrics").body()).doesNotContain("churn_job_runs{");
            now.set(status(""));
            assertThat(Served.get(server, "/metrics").body())
                    .contains("churn_job_runs{job=\"weekly\",state=\"succeeded\"} 3.0")
                    .contains("churn_job_runs{job=\"weekly\",state=\"failed\"} 1.0")
                    .contains("churn_job_last_success_seconds{job=\"weekly\"} 1.7959968E9")
                    .contains("churn_job_last_run_seconds{job=\"weekly\"} 12.5");
            now.set(JobsStatus.NONE);
            assertThat(Served.get(server, "/metrics").body()).doesNotContain("churn_job_runs{");
        }
    }

    @Test
    void server_withoutJobs_hasNoSuchPage() {
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(Served.get(server, "/jobs").statusCode()).isEqualTo(404);
            assertThat(Served.get(server, "/metrics").body()).doesNotContain("churn_job");
            assertThat(Served.get(server, "/").body()).doesNotContain("jobs");
        }
    }
}
