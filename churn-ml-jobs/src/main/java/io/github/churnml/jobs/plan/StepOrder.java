package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.Drift;
import io.github.churnml.jobs.step.Fetch;
import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.Step;
import io.github.churnml.jobs.step.StepWork;
import io.github.churnml.jobs.step.Workspace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether a step can stand where it stands: under a name of its own, behind those whose work it needs. */
final class StepOrder {

    private static final Map<String, String> GIVEN_BY = Map.of(
            Workspace.TABLE, "fetch",
            Workspace.FEATURES, "features",
            Workspace.MODEL, "model",
            Workspace.PREDICTIONS, "predict",
            Workspace.DRIFT, "drift");

    private final Set<String> names = new HashSet<>();
    private final Map<String, String> given = new HashMap<>();
    private String onlyNew = "";

    void add(JobStep step) {
        if (!names.add(step.name())) {
            throw new ConfigurationException(
                    "Two steps are called " + Wording.name(step.name()) + ".",
                    "Maybe give one of them another name: name: " + step.name() + "-2.",
                    Where.nowhere());
        }
        if (step instanceof Step own) {
            add(own.name(), own.work());
        }
    }

    private void add(String name, StepWork work) {
        for (String role : work.needs()) {
            boolean isWithEngine = given.containsKey(Workspace.SCORES);
            if (isWithEngine && role.equals(Workspace.TABLE) && work instanceof Drift) {
                continue; // compares the table that the engine scored
            }
            if (isWithEngine && role.equals(Workspace.PREDICTIONS) && !given.containsKey(role)) {
                throw new ConfigurationException(
                        "Step " + Wording.name(name) + " needs predictions in the run's folder, but step "
                                + Wording.name(String.valueOf(given.get(Workspace.SCORES)))
                                + " leaves them with its engine.",
                        "Maybe leave the step out: the engine writes the scored table to the place of the key to.",
                        Where.nowhere());
            }
            if (!given.containsKey(role)) {
                throw new ConfigurationException(
                        "Step " + Wording.name(name) + " needs " + words(role) + ", and no step before it gives any.",
                        "Maybe put a step " + GIVEN_BY.getOrDefault(role, role) + " before it.",
                        Where.nowhere());
            }
        }
        for (String role : work.gives()) {
            String other = given.put(role, name);
            if (other != null && !role.equals(Workspace.TABLE)) {
                throw new ConfigurationException(
                        "The steps " + Wording.name(other) + " and " + Wording.name(name) + " both give " + words(role)
                                + ".",
                        "Maybe make two jobs of them.",
                        Where.nowhere());
            }
        }
        if (work instanceof Fetch fetch && fetch.isOnlyNew()) {
            if (!onlyNew.isEmpty()) {
                throw new ConfigurationException(
                        "The steps " + Wording.name(onlyNew) + " and " + Wording.name(name)
                                + " both take only new rows, and a job keeps in mind one table.",
                        "Maybe make two jobs of them.",
                        Where.nowhere());
            }
            onlyNew = name;
        }
    }

    private static String words(String role) {
        return role.equals(Workspace.PREDICTIONS) || role.equals(Workspace.FEATURES) || role.equals(Workspace.SCORES)
                ? role
                : "a " + role;
    }
}
