package io.github.churnml.registry.retrain;

import io.github.churnml.data.Dataset;
import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.registry.Registry;
import java.util.function.Supplier;

/**
 * Trains again and promotes through the gates, as a monitoring plan asks for. A version that the gates refuse is no failure of
 * the action: the audit log tells of it.
 *
 * @param registry the registry
 * @param retraining how
 * @param customers reads the customers to learn from, when it is asked for
 */
public record RetrainAction(Registry registry, Retraining retraining, Supplier<Dataset> customers) implements Action {

    @Override
    public String carryOut(MonitoringPlan plan) {
        return retraining
                .why("monitoring: " + plan.rationale())
                .run(registry, customers.get())
                .sentence();
    }
}
