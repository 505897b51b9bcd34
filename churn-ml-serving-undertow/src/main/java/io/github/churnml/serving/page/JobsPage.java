package io.github.churnml.serving.page;

import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.live.JobsStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code GET /jobs}: how scheduled jobs fare, as a page without scripts. Whatever comes from the record is escaped. */
public final class JobsPage implements HttpHandler {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <meta http-equiv="refresh" content="10">
            <title>Jobs</title>
            <link rel="icon" href="page/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="page/page.css">
            </head>
            <body>
            <header><div class="wide"><div class="title"><h1>Jobs</h1></div><nav><a href="./">Model</a></nav></div></header>
            <main class="wide">
            """;

    private final Supplier<JobsStatus> status;

    public JobsPage(Supplier<JobsStatus> status) {
        this.status = status;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        PageHandler.protect(exchange);
        Exchanges.send(exchange, "text/html; charset=utf-8", html(status.get()).getBytes(StandardCharsets.UTF_8));
    }

    private static String html(JobsStatus now) {
        StringBuilder html = new StringBuilder(HEAD);
        if (!now.problem().isEmpty()) {
            html.append("<p class=\"notice bad\">")
                    .append(escape(now.problem()))
                    .append("</p>\n");
        }
        html.append("<p class=\"muted\">")
                .append(now.asOf().map(at -> "As of " + at).orElse("The runs were not read yet"))
                .append(".</p>\n");
        jobs(html, now);
        runs(html, now);
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void jobs(StringBuilder html, JobsStatus now) {
        begin(html, "Jobs", "Job", "Newest success was for", "Last run took", "Succeeded", "Failed", "Skipped", "Open");
        for (JobsStatus.Job job : now.jobs()) {
            long open = count(job, "queued") + count(job, "running");
            row(
                    html,
                    job.name(),
                    job.lastSucceeded().map(Object::toString).orElse("-"),
                    Double.isFinite(job.lastSeconds()) ? seconds(job.lastSeconds()) : "-",
                    String.valueOf(count(job, "succeeded")),
                    String.valueOf(count(job, "failed")),
                    String.valueOf(count(job, "skipped")),
                    String.valueOf(open));
        }
        end(html, now.jobs().isEmpty());
    }

    private static long count(JobsStatus.Job job, String state) {
        return job.runs().getOrDefault(state, 0L);
    }

    private static void runs(StringBuilder html, JobsStatus now) {
        begin(html, "Newest runs", "Run", "For", "State", "Took", "Node", "Note");
        for (JobsStatus.Run run : now.runs()) {
            String took = run.started().isPresent() && run.ended().isPresent()
                    ? seconds(Duration.between(run.started().get(), run.ended().get())
                                    .toMillis()
                            / 1000.0)
                    : "-";
            row(html, run.id(), run.due().toString(), run.state(), took, run.node(), run.note());
        }
        end(html, now.runs().isEmpty());
    }

    private static void begin(StringBuilder html, String title, String... columns) {
        html.append("<section class=\"panel\">\n<h2>").append(title).append("</h2>\n<table>\n<thead><tr>");
        for (String column : columns) {
            html.append("<th scope=\"col\">").append(column).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
    }

    private static void row(StringBuilder html, String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(escape(cell)).append("</td>");
        }
        html.append("</tr>\n");
    }

    private static void end(StringBuilder html, boolean isEmpty) {
        html.append("</tbody>\n</table>\n")
                .append(isEmpty ? "<p>None yet.</p>\n" : "")
                .append("</section>\n");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
