package io.github.churnml.registry.retrain;

import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import java.time.Instant;

/**
 * Rolls a registry back to the version before, as a monitoring plan asks for, if the version that was judged still serves. A
 * training that the same plan asked for comes first: what it promoted is not taken back for the faults of the one before. Nor
 * is a version that serves only since a time after the one that was judged: the same history judged again, as every hour,
 * would take back one version after the other.
 *
 * @param registry the registry
 * @param judged the version that served when it was judged
 */
public record RollBackAction(Registry registry, String judged) implements Action {

    /**
     * For the version that serves now.
     *
     * @param registry the registry
     * @return the action
     * @throws io.github.churnml.error.RegistryException if there is no registry
     */
    public static RollBackAction of(Registry registry) {
        return new RollBackAction(registry, champion(registry));
    }

    private static String champion(Registry registry) {
        return registry.state()
                .champion()
                .map(ModelVersion::version)
                .map(Object::toString)
                .orElse("none");
    }

    @Override
    public String carryOut(MonitoringPlan plan) {
        String champion = champion(registry);
        if (!champion.equals(judged)) {
            return "nothing to roll back: version " + champion + " serves by now, in place of " + judged;
        }
        Instant since = servesSince(registry.state());
        if (plan.judgedAt().isBefore(since)) {
            return "nothing to roll back: version " + champion + " serves since " + since
                    + ", and what was judged is of " + plan.judgedAt();
        }
        RegistryEvent event = registry.rollback(null, "monitoring: " + plan.rationale());
        return "version " + event.to() + " serves again, in place of " + event.from();
    }

    private static Instant servesSince(RegistryState state) {
        return state.events().stream()
                .filter(event -> event.kind() == EventKind.PROMOTE || event.kind() == EventKind.ROLLBACK)
                .reduce((earlier, later) -> later)
                .map(RegistryEvent::at)
                .orElse(Instant.MIN);
    }
}
