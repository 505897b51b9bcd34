package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.gate.GateKeeper;
import io.github.churnml.registry.gate.GateReport;
import io.github.churnml.registry.gate.Gates;
import io.github.churnml.registry.retrain.Retraining;
import io.github.churnml.registry.retrain.RetrainingResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * A first version serves, a second is trained on newer customers and has to pass gates, and the first comes back: {@code
 * PromoteAndRollBack data/customers.csv models/}.
 */
public final class PromoteAndRollBack {

    private PromoteAndRollBack() {}

    /**
     * Registers, promotes, trains again and rolls back.
     *
     * @param args the customers, and the registry's folder, which must be empty
     */
    public static void main(String[] args) {
        Dataset customers = Tables.read(Path.of(args[0]));
        int half = customers.rows() / 2;
        Dataset older = customers.select(IntStream.range(0, half).toArray());
        Dataset newer = customers.select(IntStream.range(half, customers.rows()).toArray());

        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .build()
                .fit(older.select(IntStream.range(0, half * 3 / 4).toArray()));
        Registry registry = Registry.folder(Path.of(args[1]));
        ModelVersion first = registry.register(model, "the first one");
        GateKeeper keeper = GateKeeper.of(registry, Gates.standard());
        Dataset holdout = older.select(IntStream.range(half * 3 / 4, half).toArray());
        GateReport report = keeper.judge(first.version().toString(), holdout);
        System.out.println(report.toText());
        keeper.promote(report, false, "the first one");

        RetrainingResult again = Retraining.with(Gates.standard()).run(registry, newer);
        System.out.println(again.sentence());

        if (again.isPromoted()) {
            registry.rollback(null, "complaints about the offers");
        }
        ModelVersion champion = registry.state().champion().orElseThrow();
        System.out.println("serves now: " + champion.version());
        System.out.println("served at noon: "
                + registry.state().asOf(Instant.parse("2026-03-01T12:00:00Z")).champion());
        ChurnModel loaded = registry.load(champion);
        System.out.println("scores " + loaded.scorer().score(newer).probabilities().length + " customers");
    }
}
