package io.github.churnml.serving.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.experiment.ExperimentArms;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.Experiment;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.reload.Reloader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an experiment of the registry's challenger. One that cannot take part answers no customer, and the log and {@code
 * /health?full} say why: the champion answers all.
 */
final class Challengers {

    private static final Logger LOG = LoggerFactory.getLogger(Challengers.class);

    /** The assignment that was looked at last, beside which champion, and what came of it. */
    private record Seen(
            RegistryEvent assignment,
            ServedModel champion,
            @Nullable Experiment experiment,
            String why) {}

    private final @Nullable String customerId;
    private volatile @Nullable Seen seen;
    /** The event of the assignment that was stopped on this server. */
    private volatile long stopped;

    /** @param customerId the field of a row that names its customer; null if none does */
    Challengers(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** The experiment that runs beside a champion; null if none does. */
    @Nullable
    Experiment experiment(RegistryState state, ServedModel champion, Versions versions) {
        RegistryEvent assignment = state.assignment(Pointer.CHALLENGER).orElse(null);
        Seen before = seen;
        if (assignment == null || assignment.seq() == stopped) {
            if (before != null && before.experiment != null) {
                LOG.info(
                        "Experiment {} ends; the champion answers all",
                        before.experiment.arms().experiment());
            }
            seen = assignment == null ? null : new Seen(assignment, champion, null, "it was stopped on this server");
            return null;
        }
        if (before != null
                && before.assignment.seq() == assignment.seq()
                && before.champion == champion
                && before.experiment != null) {
            return before.experiment;
        }
        Seen now = look(state, assignment, champion, versions);
        tell(before, now);
        seen = now;
        return now.experiment;
    }

    private Seen look(RegistryState state, RegistryEvent assignment, ServedModel champion, Versions versions) {
        ModelVersion version = state.find(Pointer.CHALLENGER).orElseThrow();
        if (customerId == null) {
            return refused(
                    assignment,
                    champion,
                    "the server does not know which field of a row names its customer (--customer-id)");
        }
        double share = assignment.number("share").orElse(Double.NaN);
        if (!(share >= 0 && share <= 1)) {
            return refused(assignment, champion, "its share of customers is no number from 0 to 1");
        }
        try {
            ExperimentArms arms = ExperimentArms.of(name(state, assignment), share);
            ServedModel challenger = versions.get(version);
            List<String> differences = differences(champion, challenger);
            return differences.isEmpty()
                    ? new Seen(assignment, champion, new Experiment(arms, challenger), "")
                    : refused(
                            assignment,
                            champion,
                            "it takes other columns than the champion: " + String.join(", ", differences));
        } catch (ChurnException e) {
            LOG.warn("{}", RegistryFollower.oneLine(e));
            return refused(assignment, champion, "it could not be loaded, or its experiment's name cannot be used");
        }
    }

    private static Seen refused(RegistryEvent assignment, ServedModel champion, String why) {
        return new Seen(assignment, champion, null, why);
    }

    private static void tell(@Nullable Seen before, Seen now) {
        if (now.experiment != null) {
            LOG.info(
                    "Experiment {}: version {} answers a share of {} of the customers",
                    now.experiment.arms().experiment(),
                    now.assignment.to(),
                    now.experiment.arms().challengerShare());
        } else if (before == null || !before.why.equals(now.why) || before.assignment.seq() != now.assignment.seq()) {
            LOG.warn("Version {} is challenger and answers no customer: {}", now.assignment.to(), now.why);
        }
    }

    /** What keeps callers from sending one row to both. */
    private static List<String> differences(ServedModel champion, ServedModel challenger) {
        List<String> differences = Reloader.differences(champion, challenger);
        Target target = champion.model().target();
        Target other = challenger.model().target();
        if (differences.isEmpty()
                && !(target.column().equals(other.column())
                        && target.positive().equals(other.positive())
                        && champion.outcome().equals(challenger.outcome())
                        && champion.isConversion() == challenger.isConversion())) {
            return List.of("its target or outcome is another");
        }
        return differences;
    }

    /** The experiment's name: as it was assigned, else after the champion of that moment and the challenger. */
    private static String name(RegistryState state, RegistryEvent assignment) {
        String given = assignment.text("experiment");
        if (!given.isEmpty()) {
            return given;
        }
        String champion = "";
        for (RegistryEvent event : state.events()) {
            boolean moves = event.kind() == EventKind.PROMOTE || event.kind() == EventKind.ROLLBACK;
            if (moves && event.seq() < assignment.seq()) {
                champion = event.to() + "-vs-";
            }
        }
        return champion + assignment.to();
    }

    /** Lets the experiment that runs answer no customer any more on this server, whatever the registry says. */
    @Nullable
    Experiment stop() {
        Seen now = seen;
        if (now == null || now.experiment == null) {
            return null;
        }
        stopped = now.assignment.seq();
        return now.experiment;
    }

    /** What {@code /health?full} tells of the challenger; null if there is none. */
    @Nullable
    Map<String, Object> health() {
        Seen now = seen;
        if (now == null) {
            return null;
        }
        Experiment runs = now.experiment;
        return Tree.of(
                "version",
                now.assignment.to(),
                "experiment",
                runs == null ? null : runs.arms().experiment(),
                "share",
                runs == null ? null : Tree.number(runs.arms().challengerShare()),
                "answers",
                runs != null,
                "why",
                runs == null ? now.why : null);
    }
}
