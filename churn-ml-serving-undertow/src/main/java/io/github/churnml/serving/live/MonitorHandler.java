package io.github.churnml.serving.live;

import io.github.churnml.drift.DriftReport;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.RequestBody;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.http.Workers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /monitor}: judges a metrics history and a drift report, and answers with the plan. Without a body, the server's
 * own. It carries nothing out and writes no log. One plan is made at a time: a payload takes many times its size in memory.
 */
public final class MonitorHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorHandler.class);
    private static final String WAY_OUT =
            "Send {\"metrics\": [{\"ts\": \"2026-01-31T12:00:00Z\", \"roc_auc\": 0.91}], \"drift\": {…}}";

    private final RequestBody body;
    private final Workers workers;
    private final Failures failures;
    private final @Nullable RuleSet rules;
    private final @Nullable MetricsHistory own;
    private final Supplier<Optional<DriftReport>> drift;
    private final Semaphore one = new Semaphore(1);
    private volatile @Nullable MonitoringAgent agent;

    /**
     * @param rules the rules, or null for the standard ones
     * @param own the server's history, or null if it keeps none
     * @param drift the server's live drift report
     */
    public MonitorHandler(
            RequestBody body,
            Workers workers,
            Failures failures,
            @Nullable RuleSet rules,
            @Nullable MetricsHistory own,
            Supplier<Optional<DriftReport>> drift) {
        this.body = body;
        this.workers = workers;
        this.failures = failures;
        this.rules = rules;
        this.own = own;
        this.drift = drift;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        body.read(
                exchange,
                (read, bytes, length) -> workers.run(read, () -> {
                    if (!one.tryAcquire()) {
                        failures.answer(read, Problem.busy("another plan is being made"));
                        return;
                    }
                    try {
                        answer(read, bytes, length);
                    } finally {
                        one.release();
                    }
                }));
    }

    private void answer(HttpServerExchange exchange, byte[] bytes, int length) throws IOException {
        MonitoringPlan plan;
        if (isBlank(bytes, length)) {
            MetricsHistory history = own;
            if (history == null) {
                failures.answer(exchange, noHistory("This server keeps no metrics history.", WAY_OUT + "."));
                return;
            }
            plan = ofOwn(exchange, history);
        } else {
            plan = ofPayload(exchange, Arrays.copyOf(bytes, length));
        }
        if (plan != null) {
            Exchanges.json(exchange, JsonDocument.bytes(Tree.finite(plan.toMap())));
        }
    }

    private @Nullable MonitoringPlan ofPayload(HttpServerExchange exchange, byte[] payload) {
        try {
            return agent().plan(payload);
        } catch (DataException e) {
            failures.answer(
                    exchange,
                    Problem.of(StatusCodes.BAD_REQUEST, "bad-monitoring-payload", onOneLine(e), WAY_OUT + "."));
            return null;
        }
    }

    private @Nullable MonitoringPlan ofOwn(HttpServerExchange exchange, MetricsHistory history) throws IOException {
        if (Files.exists(history.path()) && Files.size(history.path()) == 0) {
            failures.answer(
                    exchange,
                    noHistory("Nothing has been written to the server's metrics history yet.", "Ask again later."));
            return null;
        }
        try {
            return agent().plan(history, drift.get().map(HistoryWriter::summary).orElse(null));
        } catch (DataException e) {
            // Its message names files, which a caller need not know.
            LOG.warn("The metrics history cannot be judged: {}", onOneLine(e));
            failures.answer(
                    exchange,
                    noHistory(
                            "The server's metrics history cannot be judged.",
                            "Its log says why; lines without requests or outcomes hold nothing to judge by."));
            return null;
        }
    }

    private MonitoringAgent agent() {
        MonitoringAgent made = agent;
        if (made == null) {
            RuleSet given = rules;
            made = MonitoringAgent.builder()
                    .rules(given == null ? RuleSet.standard() : given)
                    .build();
            agent = made;
        }
        return made;
    }

    private static Problem noHistory(String detail, String wayOut) {
        return Problem.of(StatusCodes.CONFLICT, "no-metrics-history", detail, wayOut);
    }

    private static String onOneLine(ChurnException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean isBlank(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }
}
