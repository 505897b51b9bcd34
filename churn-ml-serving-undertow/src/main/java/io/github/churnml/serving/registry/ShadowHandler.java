package io.github.churnml.serving.registry;

import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.live.ShadowCounts;
import io.github.churnml.serving.live.ShadowCounts.Fate;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ServedModel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.function.Supplier;

/** {@code GET /shadow}: how the shadow's scores differ from the champion's. */
public final class ShadowHandler implements HttpHandler {

    private final Supplier<Lineup> current;
    private final ShadowScorer scorer;

    public ShadowHandler(Supplier<Lineup> current, ShadowScorer scorer) {
        this.current = current;
        this.scorer = scorer;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Lineup lineup = current.get();
        ServedModel shadow = lineup.shadow();
        Exchanges.json(exchange, JsonDocument.bytes(shadow == null ? off() : tree(lineup.champion(), shadow)));
    }

    private static Map<String, Object> off() {
        return Tree.of("status", "off", "reason", "No version is shadow, or the server follows no registry.");
    }

    private Map<String, Object> tree(ServedModel champion, ServedModel shadow) {
        ShadowCounts counts = scorer.counts();
        counts.of(champion.version(), shadow.version());
        ShadowCounts.Sums sums = counts.now();
        return Tree.of(
                "status",
                "on",
                "name",
                champion.name(),
                "champion",
                champion.version(),
                "shadow",
                shadow.version(),
                "budget",
                scorer.budget(),
                "rows",
                Tree.of(
                        "compared",
                        sums.rows(Fate.COMPARED),
                        "misfit",
                        sums.rows(Fate.MISFIT),
                        "skipped",
                        sums.rows(Fate.SKIPPED),
                        "failed",
                        sums.rows(Fate.FAILED)),
                "different_decisions",
                Tree.number(sums.differentShare()),
                "mean_absolute_difference",
                Tree.number(sums.meanDifference()),
                "joint",
                sums.joint());
    }
}
